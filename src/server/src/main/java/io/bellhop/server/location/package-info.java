/** The location service: who is registered where, in memory and in a log on disk. Knows no servlets. */
package io.bellhop.server.location;
