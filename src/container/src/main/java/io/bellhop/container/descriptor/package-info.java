/**
 * The deployment descriptor of a SIP application: {@link io.bellhop.container.descriptor.SipXmlReader} reads sip.xml
 * (JSR 289, chapter 19; also that of SIP Servlet 1.0) into the immutable
 * {@link io.bellhop.container.descriptor.SipApplication}.
 */
package io.bellhop.container.descriptor;
