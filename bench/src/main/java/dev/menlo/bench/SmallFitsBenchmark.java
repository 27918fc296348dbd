package dev.menlo.bench;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Fits a second in batches of 500 data sets of 20 x 10, two independent random effects. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 6, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@OperationsPerInvocation(SmallFitsBenchmark.BATCH)
public class SmallFitsBenchmark {
  static final int BATCH = 500;

  private List<Dataset> data;
  private PreparedFits prepared;

  /** For JMH. */
  public SmallFitsBenchmark() {}

  /** Simulates the data sets. */
  @Setup
  public void simulate() {
    data = Cases.small(BATCH);
    prepared = new PreparedFits(Cases.TWO_EFFECTS, data, Cases.LOGISTIC_OPTIONS);
  }

  /** Through the public API, standard errors and report included. */
  @Benchmark
  public List<Fit> fitAll() {
    return Menlo.fitAll(Cases.TWO_EFFECTS, data, Cases.LOGISTIC_OPTIONS);
  }

  /** The alternation alone, on bound data and a prepared engine, with standard errors. */
  @Benchmark
  public double prepared() {
    return prepared.run();
  }
}
