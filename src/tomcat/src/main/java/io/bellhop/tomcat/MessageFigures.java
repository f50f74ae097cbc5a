package io.bellhop.tomcat;

/**
 * Messages since the start.
 *
 * @param received that were read
 * @param sent that were written
 * @param dropped what was read and is no SIP message, or could not be written
 */
record MessageFigures(long received, long sent, long dropped) {
    static final MessageFigures NONE = new MessageFigures(0, 0, 0);
}
