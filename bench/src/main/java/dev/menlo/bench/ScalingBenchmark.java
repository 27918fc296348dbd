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
 * One large fit, three unstructured random effects, data set to report, in 8 GB: divide by the
 * groups. The code is warmed up on 1,000 groups first.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx8g", "--add-modules=jdk.incubator.vector"})
public class ScalingBenchmark {
  private static final int WARM_UP = 300;

  /** Groups of 10 rows. */
  @Param({"1000", "10000", "100000", "1000000"})
  public int groups;

  private Dataset data;

  /** For JMH. */
  public ScalingBenchmark() {}

  /** Simulates, and warms up. */
  @Setup
  public void prepare() {
    data = Cases.logistic(groups, 1);
    Dataset usual = Cases.logistic(1000, 2);
    for (int i = 0; i < WARM_UP; i++) {
      Menlo.fit(Cases.THREE_EFFECTS, usual, Cases.LOGISTIC_OPTIONS);
    }
  }

  /** Through the public API. */
  @Benchmark
  public Fit fit() {
    return Menlo.fit(Cases.THREE_EFFECTS, data, Cases.LOGISTIC_OPTIONS);
  }
}
