/**
 * NVIDIA's own assembler on PTX, which needs no device: whether code is accepted and what it uses.
 */
package dev.menlo.cuda.emulator.assembler;
