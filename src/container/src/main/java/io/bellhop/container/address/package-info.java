/**
 * SIP addresses, URIs and parameterable header values as applications see them (JSR 289, chapter 4): parsing, RFC 3261
 * escaping and equality, and writing back verbatim what was not touched.
 *
 * <p>{@link io.bellhop.container.address.AddressParser} is the way in. The objects are not thread-safe: like the
 * message they belong to, they are used by one thread at a time.
 */
package io.bellhop.container.address;
