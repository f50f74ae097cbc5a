/** Micro-benchmarks of what every message goes through. {@code bench/compare} measures the whole server. */
package io.bellhop.bench;
