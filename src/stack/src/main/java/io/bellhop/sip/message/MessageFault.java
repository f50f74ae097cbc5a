package io.bellhop.sip.message;

/**
 * What is wrong with a message that could not be read whole (bad input is data: the layer above answers it).
 *
 * @param status the response that says so: 400, 413, 505, 513, ...
 * @param reason a reason phrase that names the fault
 * @param answerable whether the headers that a response needs (Via, From, To, Call-ID, CSeq) could be read
 */
public record MessageFault(int status, String reason, boolean answerable) {}
