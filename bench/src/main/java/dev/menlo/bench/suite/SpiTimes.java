package dev.menlo.bench.suite;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.menlo.bench.spi.SpiBenchmark;
import dev.menlo.bench.spi.SpiProblem;
import dev.menlo.engine.Backend;
import dev.menlo.engine.Backends;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link SpiBenchmark} under JMH about one standard shape, one parameter changed at a time:
 * microseconds and allocated bytes an operation. Prints JSON.
 */
public final class SpiTimes {
  private static final String ALL = ".*";
  private static final String HOT =
      "(linearise|lineariseNewton|objective|solveNewton|profileHessian)";

  private final double seconds;
  private final ArrayNode results = Json.MAPPER.createArrayNode();

  private SpiTimes(double seconds) {
    this.seconds = seconds;
  }

  /**
   * {@code SpiTimes SECONDS quick|full}: seconds an operation is about measured.
   *
   * @throws RunnerException if JMH fails
   */
  public static void main(String[] args) throws RunnerException {
    SpiTimes times = new SpiTimes(Double.parseDouble(args[0]));
    List<String> available =
        Backends.all().stream()
            .filter(b -> b.availability().available())
            .map(Backend::name)
            .toList();
    for (String backend : available) {
      times.add(ALL, backend, 1000, 10, 3, 3, "iid");
    }
    if (args[1].equals("full")) {
      times.aboutTheStandard("cpu");
    }
    ObjectNode result = Json.object();
    result.set("backends", Json.MAPPER.valueToTree(new TreeSet<>(available)));
    result.set("gaussNewtonRow", RowWork.of(SpiProblem.of(2, 10, 3, 3, "iid").spec(), 1));
    result.set("newtonRow", RowWork.of(SpiProblem.of(2, 10, 3, 3, "iid").spec(), 2));
    result.set("operations", times.results);
    Json.print(result);
  }

  private void aboutTheStandard(String backend) throws RunnerException {
    for (int groups : new int[] {20, 100_000}) {
      add(HOT, backend, groups, 10, 3, 3, "iid");
    }
    add(HOT, backend, 1000, 40, 3, 3, "iid");
    add(HOT, backend, 1000, 10, 1, 3, "iid");
    add(HOT, backend, 1000, 10, 3, 6, "iid");
    add(
        "(linearise|objective|solveNewton|solveNearby|profileHessian)",
        backend,
        1000,
        10,
        3,
        3,
        "power");
    add("(linearise|objective|solveNewton|profileHessian)", backend, 1000, 10, 3, 3, "ar1");
  }

  private void add(
      String operations, String backend, int groups, int rows, int q, int p, String residual)
      throws RunnerException {
    // Programs go over to vectors one after the other, which takes some seconds for each operation;
    // the plain backends have little to warm up, and their operations take long.
    boolean patient = backend.equals("cpu");
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(SpiBenchmark.class.getName() + "\\." + operations + "$")
            .param("backend", backend)
            .param("groups", "" + groups)
            .param("rows", "" + rows)
            .param("q", "" + q)
            .param("p", "" + p)
            .param("residual", residual)
            .warmupIterations(patient ? 7 : 1)
            .warmupTime(TimeValue.milliseconds((long) (1000 * seconds)))
            .measurementIterations(patient ? 3 : 1)
            .measurementTime(TimeValue.milliseconds((long) (350 * seconds)))
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
    Collection<RunResult> runs = new Runner(options.build()).run();
    for (RunResult run : new ArrayList<>(runs)) {
      results.add(entry(run));
    }
  }

  private static ObjectNode entry(RunResult run) {
    ObjectNode entry = Json.object();
    String name = run.getParams().getBenchmark();
    entry.put("operation", name.substring(name.lastIndexOf('.') + 1));
    for (String key : run.getParams().getParamsKeys()) {
      entry.put(key, run.getParams().getParam(key));
    }
    entry.put("microseconds", run.getPrimaryResult().getScore());
    entry.put("error", run.getPrimaryResult().getScoreError());
    Result<?> bytes = run.getSecondaryResults().get("gc.alloc.rate.norm");
    return entry.put("allocatedBytes", bytes == null ? Double.NaN : bytes.getScore());
  }
}
