package dev.menlo.cuda.emulator.ptx;

/** A block of threads: its shared memory and its warps. */
final class Block {
  private final Launch launch;
  private final int[] index;
  private final Memory shared;
  private final SharedAccesses accesses;
  private final Warp[] warps;

  Block(Launch launch, int x, int y, int z) {
    this.launch = launch;
    index = new int[] {x, y, z};
    int bytes = launch.sharedBytes();
    shared = new Memory("shared memory", bytes);
    accesses = new SharedAccesses(bytes);
    warps = new Warp[(launch.threads() + Frame.LANES - 1) / Frame.LANES];
    for (int w = 0; w < warps.length; w++) {
      warps[w] = new Warp(this, w * Frame.LANES);
    }
  }

  /** Runs all threads to their end. */
  void run() {
    while (true) {
      Warp waiting = null;
      for (Warp warp : warps) {
        if (!warp.finished()) {
          warp.advance();
          waiting = together(waiting, warp);
        }
      }
      if (waiting == null) {
        return;
      }
      accesses.barrier();
    }
  }

  private Warp together(Warp waiting, Warp warp) {
    if (warp.finished()) {
      return waiting;
    }
    if (waiting != null && waiting.barrier() != warp.barrier()) {
      throw new PtxFault(
          PtxFault.Kind.DIVERGENT_BARRIER,
          launch.function().name() + " " + place(0) + ": warps wait at different barriers");
    }
    return warp;
  }

  PtxFunction function() {
    return launch.function();
  }

  int threads() {
    return launch.threads();
  }

  Memory shared() {
    return shared;
  }

  Memory parameters() {
    return launch.parameters();
  }

  DeviceMemory global() {
    return launch.global();
  }

  void count(int lanes) {
    launch.count(lanes);
  }

  void touchShared(long offset, int width, int thread, int epoch, boolean write) {
    accesses.touch(offset, width, thread, epoch, write);
  }

  void fillSpecialRegisters(Frame frame, int thread, int lane) {
    frame.function.special().forEach((name, k) -> frame.fill(k, lane, special(name, thread)));
  }

  private long special(String name, int thread) {
    int[] block = launch.block();
    int axis = "xyz".indexOf(name.charAt(name.length() - 1));
    return switch (name) {
      case "%tid.x" -> thread % block[0];
      case "%tid.y" -> thread / block[0] % block[1];
      case "%tid.z" -> thread / (block[0] * block[1]);
      case "%ntid.x", "%ntid.y", "%ntid.z" -> block[axis];
      case "%ctaid.x", "%ctaid.y", "%ctaid.z" -> index[axis];
      case "%nctaid.x", "%nctaid.y", "%nctaid.z" -> launch.grid()[axis];
      case "%laneid" -> thread % Frame.LANES;
      case "%warpid" -> thread / Frame.LANES;
      case "%lanemask_lt" -> (1L << thread % Frame.LANES) - 1;
      case "%lanemask_eq" -> 1L << thread % Frame.LANES;
      default -> throw new PtxFault(PtxFault.Kind.UNSUPPORTED, "special register " + name);
    };
  }

  String place(int thread) {
    return "block (" + index[0] + ", " + index[1] + ", " + index[2] + ") thread " + thread;
  }
}
