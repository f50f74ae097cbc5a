/** One deployed application: its servlets, listeners and rules, and what its callbacks need. */
package io.bellhop.container.app;
