package dev.menlo.bench;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import dev.menlo.model.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Other whole fits: soybean from {@code examples}, and one compartment with 500 subjects x 8. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ExampleBenchmark {
  private Model soybean;
  private Dataset soybeanData;
  private Dataset oneCompartmentData;

  /** For JMH. */
  public ExampleBenchmark() {}

  /**
   * Reads and simulates the data; the working directory is the root of the repository.
   *
   * @throws IOException if an example cannot be read
   */
  @Setup
  public void read() throws IOException {
    soybean = ModelFile.read(Path.of("examples/soybean.yaml")).model();
    soybeanData = Dataset.readCsv(Path.of("examples/data/soybean.csv"));
    oneCompartmentData = OneCompartmentData.simulate(500, 1);
  }

  /** The soybean example. */
  @Benchmark
  public Fit soybean() {
    return Menlo.fit(soybean, soybeanData, Cases.SOYBEAN_OPTIONS);
  }

  /** 500 subjects x 8 rows, two independent random effects. */
  @Benchmark
  public Fit oneCompartment() {
    return Menlo.fit(Cases.ONE_COMPARTMENT, oneCompartmentData, Cases.ONE_COMPARTMENT_OPTIONS);
  }
}
