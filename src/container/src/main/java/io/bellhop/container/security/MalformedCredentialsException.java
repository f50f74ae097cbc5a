package io.bellhop.container.security;

/** An Authorization or Proxy-Authorization header that can't be read; the message fits into a reason phrase. */
public class MalformedCredentialsException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedCredentialsException(String message) {
        super(message, null, false, false);
    }
}
