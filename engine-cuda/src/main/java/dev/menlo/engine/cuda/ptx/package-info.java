/**
 * From formulas to PTX: programs become straight-line code in the holes of the kernels' templates.
 * What loads and launches the result lives one package up.
 */
package dev.menlo.engine.cuda.ptx;
