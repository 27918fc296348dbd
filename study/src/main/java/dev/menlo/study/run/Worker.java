package dev.menlo.study.run;

import dev.menlo.estimator.Deadline;
import dev.menlo.study.StudyException;
import dev.menlo.study.definition.Study;
import dev.menlo.study.store.BatchRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;

/** Takes batches from the schedule until there are none, and hands over their rows. */
final class Worker implements Runnable {
  /** What a worker hands over: rows, or the reason why it ended. */
  record Result(BatchRows rows, Throwable failure, boolean last) {}

  private final Study study;
  private final Schedule schedule;
  private final BatchSize size;
  private final BlockingQueue<Result> results;
  private final Deadline deadline;
  private ConditionFits fits;
  private int condition;

  Worker(
      Study study,
      Schedule schedule,
      BatchSize size,
      BlockingQueue<Result> results,
      Deadline deadline) {
    this.deadline = deadline;
    this.study = study;
    this.schedule = schedule;
    this.size = size;
    this.results = results;
  }

  @Override
  public void run() {
    Throwable failure = null;
    try {
      Batch batch = schedule.next(size.get());
      while (batch != null) {
        work(batch);
        if (deadline.passed()) {
          schedule.stop();
        }
        batch = schedule.next(size.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    close();
    put(new Result(null, failure, true));
  }

  private void work(Batch batch) throws InterruptedException {
    long began = System.nanoTime();
    for (BatchRows rows : rows(batch)) {
      if (rows.replicates().length > 0) {
        results.put(new Result(rows, null, false));
      }
    }
    size.took(batch.replicates().length, (System.nanoTime() - began) * 1e-9);
  }

  /** The rows of a batch; of its halves if it does not fit into memory. */
  private List<BatchRows> rows(Batch batch) {
    try {
      return List.of(of(batch.condition()).run(batch.replicates()));
    } catch (OutOfMemoryError e) {
      close();
      return ofHalves(batch, e);
    }
  }

  private List<BatchRows> ofHalves(Batch batch, OutOfMemoryError e) {
    long[] all = batch.replicates();
    if (all.length == 1) {
      throw new StudyException(
          "out of memory ("
              + e.getMessage()
              + ") in replicate "
              + all[0]
              + " of condition "
              + batch.condition()
              + " alone; give more with MENLO_JAVA_OPTIONS=-Xmx8g, or use fewer --threads",
          e);
    }
    size.halve();
    List<BatchRows> rows = new ArrayList<>();
    int half = all.length / 2;
    rows.addAll(rows(new Batch(batch.condition(), Arrays.copyOf(all, half))));
    rows.addAll(rows(new Batch(batch.condition(), Arrays.copyOfRange(all, half, all.length))));
    return rows;
  }

  private ConditionFits of(int number) {
    if (fits == null || condition != number) {
      close();
      fits = new ConditionFits(study.scenario(number), deadline);
      condition = number;
    }
    return fits;
  }

  private void close() {
    if (fits != null) {
      fits.close();
      fits = null;
    }
  }

  private void put(Result result) {
    try {
      results.put(result);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
