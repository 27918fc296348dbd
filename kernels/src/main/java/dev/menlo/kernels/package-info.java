/**
 * The kernels that this build carries: PTX resources and the manifest of their hashes. What
 * launches them lives in the engine-cuda module.
 */
package dev.menlo.kernels;
