/** Puts the container together: deployment of applications, and the objects that their servlet contexts offer. */
package io.bellhop.container.runtime;
