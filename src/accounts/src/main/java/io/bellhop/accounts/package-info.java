/**
 * The subscribers' database of one home directory: what the launcher's {@code user} command and the first start do
 * with it. A running server reads the same tables through Tomcat's data source; nothing here is on the path of a
 * message.
 */
package io.bellhop.accounts;
