/** One deployed application: its servlets, its listeners, what its callbacks need. Imports none of the packages above. */
package io.bellhop.container.app;
