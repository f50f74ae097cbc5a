/** Who has an account here: a port, everybody behind it or a database. */
package io.bellhop.server.accounts;
