package dev.menlo.bench;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One logistic fit with three unstructured random effects, 10 rows a group, data set to report with
 * standard errors; and the same without binding and report.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class FitBenchmark {
  /** Groups of the data set. */
  @Param({"30", "100", "300", "1000"})
  public int groups;

  private Dataset data;
  private PreparedFits prepared;

  /** For JMH. */
  public FitBenchmark() {}

  /** Simulates the data of seed 1, which the peers read from a file. */
  @Setup
  public void simulate() {
    data = Cases.logistic(groups, 1);
    prepared =
        new PreparedFits(Cases.THREE_EFFECTS, java.util.List.of(data), Cases.LOGISTIC_OPTIONS);
  }

  /** Through the public API. */
  @Benchmark
  public Fit fit() {
    return Menlo.fit(Cases.THREE_EFFECTS, data, Cases.LOGISTIC_OPTIONS);
  }

  /** The alternation alone, on bound data and a prepared engine. */
  @Benchmark
  public double prepared() {
    return prepared.run();
  }
}
