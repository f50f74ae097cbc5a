/**
 * The rules of servlet-mapping (SIP Servlet 1.0, chapter 11, kept by JSR 289): conditions over the variables of a
 * request, read once and evaluated for each initial request.
 */
package io.bellhop.container.descriptor.match;
