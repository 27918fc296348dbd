package dev.menlo.cuda.emulator.assembler;

/**
 * What the assembler gives a kernel.
 *
 * @param entry name of the kernel
 * @param registers of a thread, 32 bits each
 * @param stack bytes of a thread
 * @param spillStores bytes that registers are saved to for want of room
 * @param spillLoads bytes that are read back
 */
public record Usage(String entry, int registers, int stack, int spillStores, int spillLoads) {}
