/**
 * The SPI on ND4J, array-programmed: one array operation works on all groups of a fit. An oracle
 * for the other backends and a measure of what arrays cost; not a fast path. Gathers and scatters
 * of rows, and the p x p root, are on the host.
 */
package dev.menlo.engine.nd4j;
