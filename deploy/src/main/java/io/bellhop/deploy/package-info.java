/**
 * The runnable server: prepares a home directory, starts Tomcat in it and tells what came of it; and the commands for
 * the accounts of a home. The shell script {@code bellhop} is the way in.
 */
package io.bellhop.deploy;
