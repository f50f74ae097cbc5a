/**
 * Arquillian runs tests of SIP applications: a test's deployment is a SAR, the container starts inside the test's own
 * process on free ports of the loopback address, and the test is told where.
 */
package io.bellhop.arquillian;
