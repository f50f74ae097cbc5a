/**
 * From the transactions to the servlets and back: initial and subsequent requests, responses, the user agent's sending,
 * and the callbacks, inline on the owner loop or one at a time on workers. Everything here runs on the owner loop
 * unless it says otherwise.
 */
package io.bellhop.container.dispatch;
