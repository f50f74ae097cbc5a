/** A request's way through a chain of small steps, each with an explicit outcome: go on, done, waiting. */
package io.bellhop.server.step;
