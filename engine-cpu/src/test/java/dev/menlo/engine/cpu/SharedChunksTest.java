package dev.menlo.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedChunksTest {
  private static final int CHUNKS = 50;

  @Test
  void everyChunkIsRunOnceByWhicheverThread() throws InterruptedException {
    for (int repeat = 0; repeat < 200; repeat++) {
      AtomicIntegerArray runs = new AtomicIntegerArray(CHUNKS);
      SharedChunks shared = new SharedChunks((scratch, c) -> runs.incrementAndGet(c), CHUNKS);
      Thread other = new Thread(() -> shared.take(null));
      other.start();
      shared.take(null);
      shared.join();
      for (int c = 0; c < CHUNKS; c++) {
        assertThat(runs.get(c)).as("chunk %d", c).isEqualTo(1);
      }
      other.join();
    }
  }

  @Test
  void theOwnerWaitsForAChunkThatAnotherThreadHas() throws InterruptedException {
    long[] ran = new long[2];
    Thread owner = Thread.currentThread();
    SharedChunks shared =
        new SharedChunks(
            (scratch, c) -> {
              while (c == 1 && !isWaiting(owner)) {
                Thread.onSpinWait();
              }
              ran[c]++;
            },
            2);
    Thread other = new Thread(() -> shared.take(null));
    other.start();
    while (!shared.allTaken()) {
      Thread.onSpinWait();
    }
    shared.join();
    assertThat(ran).containsExactly(1, 1);
    other.join();
  }

  private static boolean isWaiting(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  @Test
  void aThreadThatComesLateFindsNothing() {
    SharedChunks shared = new SharedChunks((scratch, c) -> {}, CHUNKS);
    shared.take(null);
    shared.join();
    assertThat(shared.allTaken()).isTrue();
    shared.take(null);
  }

  @Test
  void aFailureIsThrownWhenAllChunksHaveEnded() {
    int[] runs = new int[1];
    SharedChunks shared =
        new SharedChunks(
            (scratch, c) -> {
              runs[0]++;
              if (c == 3) {
                throw new IllegalStateException("chunk 3");
              }
            },
            CHUNKS);
    shared.take(null);
    assertThatThrownBy(shared::join)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("chunk 3");
    assertThat(runs[0]).isEqualTo(CHUNKS);
  }
}
