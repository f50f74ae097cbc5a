/**
 * Application routers (JSR 289, chapter 15): the default one of appendix C, and how another one is found. {@link
 * io.bellhop.container.router.RouterLoader} is the way in.
 */
package io.bellhop.container.router;
