/**
 * The CUDA backend and the search for the driver that it needs. Estimation, formulas and kernels'
 * sources live elsewhere.
 */
package dev.menlo.engine.cuda;
