/**
 * JMH benchmarks of whole fits, and the simulated data that they share with the peers' scripts
 * under {@code bench/peers}. Nothing here is part of the product.
 */
package dev.menlo.bench;
