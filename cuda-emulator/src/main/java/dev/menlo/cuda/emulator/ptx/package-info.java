/**
 * An interpreter of PTX: decodes a module once and runs grids of blocks with shared memory,
 * barriers and warp-wide exchanges, checking what a device leaves unchecked.
 *
 * <pre>
 * DeviceMemory memory = new DeviceMemory();
 * PtxModule module = PtxModule.load(text, memory);
 * new Launch(module.function("kernel"), memory, grid, block, dynamicShared, arguments).run();
 * </pre>
 */
package dev.menlo.cuda.emulator.ptx;
