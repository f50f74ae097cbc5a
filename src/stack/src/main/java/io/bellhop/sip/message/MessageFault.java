package io.bellhop.sip.message;

/**
 * What is wrong with a message that could not be read whole (bad input is data: the layer above answers it).
 *
 * @param status the response that says so: 400, 413, 505, 513, ...
 * @param reason a reason phrase that names the fault
 * @param answerable whether it may be answered: a request other than ACK whose top Via could be read. Of From, To,
 *     Call-ID and CSeq the response has those that the request has (RFC 4475 3.3.1)
 */
public record MessageFault(int status, String reason, boolean answerable) {}
