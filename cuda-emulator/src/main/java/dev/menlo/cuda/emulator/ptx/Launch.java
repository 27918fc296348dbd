package dev.menlo.cuda.emulator.ptx;

import java.util.Objects;

/**
 * Runs a kernel over a grid of blocks, one block after the other, in the thread of the caller.
 * Results do not depend on anything but the arguments and the memory.
 */
public final class Launch {
  private static final int MOST_THREADS = 1024;

  private final PtxFunction function;
  private final DeviceMemory global;
  private final int[] grid;
  private final int[] block;
  private final int dynamicShared;
  private final Memory parameters;
  private long executed;

  /**
   * Prepares a launch.
   *
   * @param global device memory that the module was loaded into
   * @param grid blocks along x, y, z
   * @param block threads of a block along x, y, z
   * @param dynamicShared bytes of shared memory beyond what the kernel declares
   * @param arguments the bytes of all parameters as {@link PtxFunction#parameters} lays them out
   */
  public Launch(
      PtxFunction function,
      DeviceMemory global,
      int[] grid,
      int[] block,
      int dynamicShared,
      byte[] arguments) {
    this.function = Objects.requireNonNull(function);
    this.global = Objects.requireNonNull(global);
    this.grid = grid.clone();
    this.block = block.clone();
    this.dynamicShared = dynamicShared;
    parameters = new Memory("parameters", arguments.length);
    parameters.put(0, arguments);
    if (threads() < 1 || threads() > MOST_THREADS) {
      throw new IllegalArgumentException(threads() + " threads a block; 1 to 1024 are allowed");
    }
  }

  /**
   * Runs all blocks.
   *
   * @return instructions executed, counted per thread
   * @throws PtxFault at the first fault, naming kernel, line, block and thread
   */
  public long run() {
    for (int z = 0; z < grid[2]; z++) {
      for (int y = 0; y < grid[1]; y++) {
        for (int x = 0; x < grid[0]; x++) {
          new Block(this, x, y, z).run();
        }
      }
    }
    return executed;
  }

  PtxFunction function() {
    return function;
  }

  DeviceMemory global() {
    return global;
  }

  int[] grid() {
    return grid;
  }

  int[] block() {
    return block;
  }

  int threads() {
    return block[0] * block[1] * block[2];
  }

  int sharedBytes() {
    return function.sharedSize() + dynamicShared;
  }

  Memory parameters() {
    return parameters;
  }

  void count(int lanes) {
    executed += lanes;
  }
}
