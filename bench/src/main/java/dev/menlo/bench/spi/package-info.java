/**
 * JMH benchmarks of every operation of the backend interface, on any backend that the class path
 * has, by name.
 */
package dev.menlo.bench.spi;
