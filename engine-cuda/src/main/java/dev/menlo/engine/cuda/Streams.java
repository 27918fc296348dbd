package dev.menlo.engine.cuda;

import dev.menlo.engine.cuda.device.Device;
import dev.menlo.engine.cuda.device.DeviceException;
import dev.menlo.engine.cuda.device.DeviceSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Partitions on streams: as many threads as may run at a time, each with a stream of its own, take
 * the next partition until none is left. One partition runs in the caller's thread.
 */
final class Streams {
  private final DeviceSource source;
  private final int most;

  /**
   * Prepares.
   *
   * @param source opens streams
   * @param most streams at a time
   */
  Streams(DeviceSource source, int most) {
    this.source = source;
    this.most = most;
  }

  /**
   * Runs partitions and closes the streams.
   *
   * @param first an open stream
   * @return results in the order of the batch
   */
  <T> List<T> run(Device first, List<Schedule.Range> parts, PartitionRun<T> run) {
    List<List<T>> results = new ArrayList<>();
    parts.forEach(p -> results.add(List.of()));
    AtomicInteger next = new AtomicInteger();
    List<Callable<Void>> workers = new ArrayList<>();
    workers.add(worker(first, parts, run, results, next));
    for (int k = 1; k < Math.min(most, parts.size()); k++) {
      Device device = another();
      if (device != null) {
        workers.add(worker(device, parts, run, results, next));
      }
    }
    complete(workers);
    return results.stream().flatMap(List::stream).toList();
  }

  /** A further stream; null if the device has no room for one, and those there are do the work. */
  private Device another() {
    try {
      return source.open();
    } catch (DeviceException e) {
      System.getLogger(Streams.class.getName())
          .log(System.Logger.Level.DEBUG, "no further stream: " + e.getMessage());
      return null;
    }
  }

  private static <T> Callable<Void> worker(
      Device device,
      List<Schedule.Range> parts,
      PartitionRun<T> run,
      List<List<T>> results,
      AtomicInteger next) {
    return () -> {
      try {
        for (int k = next.getAndIncrement(); k < parts.size(); k = next.getAndIncrement()) {
          List<T> part = run.run(device, parts.get(k).from(), parts.get(k).to());
          synchronized (results) {
            results.set(k, part);
          }
        }
      } finally {
        CudaEngine.close(device);
      }
      return null;
    };
  }

  /** Runs workers to their end; the first failure of the caller's loop is thrown. */
  private static void complete(List<Callable<Void>> workers) {
    if (workers.size() == 1) {
      finish(workers.get(0));
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(workers.size(), Streams::thread);
    try {
      List<Future<Void>> ends = threads.invokeAll(workers);
      ends.forEach(end -> finish(end::get));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while fits ran on the CUDA device", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "menlo-cuda");
    thread.setDaemon(true);
    return thread;
  }

  private static void finish(Callable<Void> end) {
    try {
      end.call();
    } catch (ExecutionException e) {
      rethrow(e.getCause());
    } catch (Exception e) {
      rethrow(e);
    }
  }

  private static void rethrow(Throwable failure) {
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException(failure);
  }
}
