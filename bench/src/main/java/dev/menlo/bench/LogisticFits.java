package dev.menlo.bench;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
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
 * Whole fits of {@link LogisticData}, 10 rows a group, from the starting values 175, 700 and 300,
 * on one thread; each includes parsing, data binding and standard errors.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(1)
public class LogisticFits {
  private static final int ROWS_PER_GROUP = 10;
  private static final String CURVE = "y = {phi1:}/(1+exp(-(t-{phi2:})/{phi3:}))";

  /** Creates the benchmark; JMH does. */
  public LogisticFits() {}

  private static FitOptions options(String backend) {
    return FitOptions.defaults()
        .withBackend(backend)
        .withThreads(1)
        .withInitial(Map.of("b1", 175.0, "b2", 700.0, "b3", 300.0));
  }

  private static Dataset dataset(LogisticData data) {
    return Dataset.builder()
        .column("g", Arrays.stream(data.group()).asDoubleStream().toArray())
        .column("t", data.time())
        .column("y", data.response())
        .build();
  }

  /** One data set; three random effects with an unstructured covariance matrix. */
  @State(Scope.Benchmark)
  public static class OneFit {
    /** Number of groups. */
    @Param({"30", "100", "300", "1000"})
    public int groups;

    /** Backend by name. */
    @Param("cpu")
    public String backend;

    private Model model;
    private Dataset data;

    /** Creates the state; JMH does. */
    public OneFit() {}

    /** Simulates the data. */
    @Setup
    public void simulate() {
      data = dataset(LogisticData.simulate(groups, ROWS_PER_GROUP, 25, 1));
      model =
          Model.of(CURVE)
              .define("phi1", "{b1}+{U1[g]}")
              .define("phi2", "{b2}+{U2[g]}")
              .define("phi3", "{b3}+{U3[g]}")
              .covariance("U1 U2 U3, unstructured")
              .build();
    }
  }

  /** Many data sets of 20 groups; two independent random effects. */
  @State(Scope.Benchmark)
  public static class ManyFits {
    /** Number of data sets in the batch. */
    @Param("2000")
    public int fits;

    /** Backend by name. */
    @Param("cpu")
    public String backend;

    private Model model;
    private List<Dataset> data;

    /** Creates the state; JMH does. */
    public ManyFits() {}

    /** Simulates the data. */
    @Setup
    public void simulate() {
      data =
          LongStream.rangeClosed(1, fits)
              .mapToObj(seed -> dataset(LogisticData.simulate(20, ROWS_PER_GROUP, 0, seed)))
              .toList();
      model =
          Model.of(CURVE)
              .define("phi1", "{b1}+{U1[g]}")
              .define("phi2", "{b2}+{U2[g]}")
              .define("phi3", "{b3}")
              .build();
    }
  }

  /** Milliseconds for one fit. */
  @Benchmark
  public Fit oneFit(OneFit state) {
    return Menlo.fit(state.model, state.data, options(state.backend));
  }

  /** Milliseconds for the batch of all data sets. */
  @Benchmark
  public List<Fit> manyFits(ManyFits state) {
    return Menlo.fitAll(state.model, state.data, options(state.backend));
  }
}
