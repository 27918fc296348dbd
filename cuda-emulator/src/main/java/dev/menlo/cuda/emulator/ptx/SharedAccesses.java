package dev.menlo.cuda.emulator.ptx;

/**
 * Finds races in shared memory: two threads touch a word, at least one writes, and nothing orders
 * them. Barriers of the block order all threads; warp-wide operations order the threads of a warp.
 */
final class SharedAccesses {
  private static final int WORD = 4;

  private record Access(int thread, int phase, int epoch) {}

  private final Access[] writer;
  private final Access[] reader;
  private int phase;

  SharedAccesses(int bytes) {
    writer = new Access[(bytes + WORD - 1) / WORD];
    reader = new Access[writer.length];
  }

  /** All threads have met. */
  void barrier() {
    phase++;
  }

  /** Notes an access. */
  void touch(long offset, int width, int thread, int epoch, boolean write) {
    Access now = new Access(thread, phase, epoch);
    for (int word = (int) offset / WORD; word <= (offset + width - 1) / WORD; word++) {
      if (word < 0 || word >= writer.length) {
        return;
      }
      check(writer[word], now, offset, "writes");
      if (write) {
        check(reader[word], now, offset, "reads");
        writer[word] = now;
      } else {
        reader[word] = now;
      }
    }
  }

  private static void check(Access before, Access now, long offset, String did) {
    if (before == null || before.thread == now.thread || before.phase != now.phase) {
      return;
    }
    boolean sameWarp = before.thread / Frame.LANES == now.thread / Frame.LANES;
    if (!sameWarp || before.epoch == now.epoch) {
      throw new PtxFault(
          PtxFault.Kind.SHARED_MEMORY_RACE,
          "thread "
              + before.thread
              + " "
              + did
              + " offset "
              + offset
              + " of shared memory and thread "
              + now.thread
              + " touches it with no barrier between");
    }
  }
}
