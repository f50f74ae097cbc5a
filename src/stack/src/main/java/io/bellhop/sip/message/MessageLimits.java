package io.bellhop.sip.message;

/**
 * The bounds of what is read.
 *
 * @param messageBytes start line, headers and body; beyond it 513 (a stream's connection is closed)
 * @param headerLines header lines in a message; beyond it 400
 * @param headerBytes bytes of one header line with its folds; beyond it 400
 * @param bodyBytes bytes of a body; beyond it 413
 */
public record MessageLimits(int messageBytes, int headerLines, int headerBytes, int bodyBytes) {
    public static final MessageLimits DEFAULT = new MessageLimits(65_535, 256, 8_192, 65_535);
}
