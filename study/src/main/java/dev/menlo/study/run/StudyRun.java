package dev.menlo.study.run;

import dev.menlo.study.StudyException;
import dev.menlo.study.definition.StopRule;
import dev.menlo.study.definition.Study;
import dev.menlo.study.measure.Measures;
import dev.menlo.study.store.BatchRows;
import dev.menlo.study.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * One run of a study into a store: workers draw and fit, the calling thread commits. What is
 * committed is never lost; a run that ends early is taken up by the next one.
 */
public final class StudyRun {
  /** Most seconds between the first row of a transaction and its commit. */
  private static final double COMMIT_SECONDS = 2;

  /** Seconds between two looks at the Monte Carlo errors for progress alone. */
  private static final double LOOK_SECONDS = 3;

  private final Study study;
  private final Store store;
  private final RunListener listener;
  private final RunOptions options;
  private final Schedule schedule;
  private final BlockingQueue<Worker.Result> results;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Map<String, Long> failures = new TreeMap<>();
  private final List<BatchRows> uncommitted = new ArrayList<>();
  private final long before;
  private long began;
  private double monteCarloError = Double.NaN;
  private long looked;

  /**
   * A run.
   *
   * @param store a store that was begun with this study
   * @param options threads and batches; rows do not depend on them
   */
  public StudyRun(Study study, Store store, RunOptions options, RunListener listener) {
    this.study = study;
    this.store = store;
    this.listener = listener;
    this.options = options;
    this.schedule = new Schedule(study.stop(), store.committed(study.scenarios().size()));
    this.results = new ArrayBlockingQueue<>(4 * options.threads());
    this.before = schedule.done();
    this.failures.putAll(store.failures());
  }

  /**
   * Runs until every condition has enough replicates, {@link #stop} is called, or the deadline of
   * the options passes.
   *
   * @return whether the study is complete
   * @throws StudyException if a batch cannot be fitted or committed; what was committed stays
   */
  public boolean run() {
    ExecutorService workers = Executors.newFixedThreadPool(options.threads());
    try {
      began = System.nanoTime();
      schedule.review(this::enough);
      BatchSize size = new BatchSize(options.largestBatch());
      for (int t = 0; t < options.threads(); t++) {
        workers.execute(new Worker(study, schedule, size, results, options.deadline()));
      }
      collect();
      return schedule.complete();
    } finally {
      schedule.stop();
      workers.shutdownNow();
      ended.countDown();
    }
  }

  /** Takes rows until all workers have ended; commits at least every {@value #COMMIT_SECONDS} s. */
  private void collect() {
    int running = options.threads();
    long opened = 0;
    Throwable failure = null;
    while (running > 0) {
      Worker.Result result = poll();
      if (result != null && result.last()) {
        running--;
        failure = failure == null ? result.failure() : failure;
        if (failure != null) {
          schedule.stop();
        }
      } else if (result != null) {
        opened = uncommitted.isEmpty() ? System.nanoTime() : opened;
        store.append(result.rows());
        uncommitted.add(result.rows());
      }
      boolean first = looked == 0;
      boolean due =
          first || seconds(opened) >= COMMIT_SECONDS || study.stop().adaptive() || running == 0;
      if (!uncommitted.isEmpty() && (due || result == null)) {
        commit();
      }
    }
    if (failure != null) {
      throw failed(failure);
    }
  }

  private StudyException failed(Throwable failure) {
    String kept =
        " (" + schedule.done() + " replicates are committed; the same command goes on from there)";
    return failure instanceof StudyException || failure instanceof OutOfMemoryError
        ? new StudyException(failure.getMessage() + kept, failure)
        : new StudyException("a batch failed: " + failure + kept, failure);
  }

  private Worker.Result poll() {
    try {
      return results.poll((long) (1000 * COMMIT_SECONDS / 4), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      schedule.stop();
      return null;
    }
  }

  private void commit() {
    store.commit();
    for (BatchRows rows : uncommitted) {
      rows.fits().stream()
          .filter(fit -> !fit.converged())
          .forEach(fit -> failures.merge(fit.status(), 1L, Long::sum));
      schedule.committed(rows, this::enough);
    }
    uncommitted.clear();
    if (seconds(looked) >= LOOK_SECONDS || looked == 0) {
      looked = System.nanoTime();
      monteCarloError = Measures.of(store).largestError("coverage");
    }
    listener.committed(
        new RunListener.State(
            schedule.done(),
            before,
            schedule.planned(),
            seconds(began),
            Map.copyOf(failures),
            monteCarloError));
  }

  /** Whether the Monte Carlo errors of a condition's first replicates reach the target. */
  private boolean enough(int condition, long replicates) {
    StopRule rule = study.stop();
    if (!rule.adaptive()) {
      return replicates >= rule.most();
    }
    double error = Measures.of(store, condition, replicates).largestError(rule.measure());
    return error <= rule.mcse();
  }

  /** Ends the run after the batches in hand, whose rows are committed; does not wait for it. */
  public void endEarly() {
    schedule.stop();
  }

  /** Ends the run after the batches in hand, whose rows are committed; returns when they are. */
  public void stop() {
    endEarly();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) * 1e-9;
  }
}
