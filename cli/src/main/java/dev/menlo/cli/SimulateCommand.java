package dev.menlo.cli;

import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.simulate.Simulator;
import dev.menlo.estimator.store.FitFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code menlo simulate}: new data drawn from a stored fit. */
@Command(
    name = "simulate",
    description = {
      "Draws new data at the estimates of a stored fit: new random effects for every group, a new"
          + " error for every row. The same seed gives the same data on any machine.",
      "",
      "Replicates come one below the other, with a column replicate; or one a file, where {} stands"
          + " in the name of --out."
    },
    sortOptions = false,
    sortSynopsis = false)
final class SimulateCommand implements Callable<Integer> {
  private static final String NUMBER = "{}";
  private static final String REPLICATE = "replicate";

  @ParentCommand private MenloCommand menlo;

  @Parameters(
      arity = "1",
      paramLabel = "FIT",
      description = "A file that menlo fit --out has written.")
  private Path file;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the random numbers (1).")
  private long seed = 1;

  @Option(names = "--replicates", paramLabel = "N", description = "How many data sets (1).")
  private int replicates = 1;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Covariates and groups to draw for (CSV); default: the estimation sample.")
  private Path data;

  @Mixin private TableFlags tableFlags;

  @Override
  public Integer call() {
    TableOutput.require(tableFlags);
    if (replicates < 1) {
      throw new InputException(
          "--replicates takes a whole number of at least 1, not " + replicates);
    }
    Simulator simulator = FitFile.read(file).simulate().seed(seed);
    if (data != null) {
      simulator = simulator.on(Dataset.readCsv(data));
    }
    if (tableFlags.out != null && tableFlags.out.toString().contains(NUMBER)) {
      for (int r = 1; r <= replicates; r++) {
        String name = tableFlags.out.toString().replace(NUMBER, String.valueOf(r));
        TableOutput.write(simulator.draw(r), Path.of(name));
      }
    } else {
      TableOutput.write(together(simulator), tableFlags, menlo.streams().out());
    }
    return ExitCode.FITTED;
  }

  /** All replicates one below the other; a single one as it is. */
  private Dataset together(Simulator simulator) {
    Dataset first = simulator.draw(1);
    if (replicates == 1) {
      return first;
    }
    if (first.has(REPLICATE)) {
      throw new InputException(
          "the data already have a variable replicate: write one file each, --out \"NAME{}.csv\"");
    }
    int n = first.rows();
    double[] number = new double[Math.multiplyExact(n, replicates)];
    double[] response = new double[number.length];
    String name = simulator.response();
    for (int r = 1; r <= replicates; r++) {
      Arrays.fill(number, (r - 1) * n, r * n, r);
      System.arraycopy(simulator.draw(r).numbers(name), 0, response, (r - 1) * n, n);
    }
    int[] rows = IntStream.range(0, number.length).map(i -> i % n).toArray();
    return first.rows(rows).with(name, response).with(REPLICATE, number);
  }
}
