package dev.menlo.gpucheck;

import dev.menlo.engine.Availability;
import dev.menlo.engine.Backend;
import dev.menlo.engine.Backends;
import dev.menlo.estimator.Menlo;
import dev.menlo.gpucheck.contract.ContractSuites;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The check, from probe to times. */
public final class GpuCheck {
  private static final int WELL = 0;
  private static final int FAILED = 1;
  private static final int BAD_INPUT = 2;
  private static final int UNAVAILABLE = 3;

  private GpuCheck() {}

  /**
   * Runs everything and ends with 0 if all is well, 1 if a check failed, 2 for wrong arguments, 3
   * if there is no usable device.
   *
   * @throws IOException if the report cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    System.exit(run(System.out, arguments));
  }

  static int run(PrintStream out, String... arguments) throws IOException {
    Options options;
    try {
      options = Options.of(arguments);
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      return BAD_INPUT;
    }
    Report report = new Report(out);
    int status = check(report, options, out);
    report.write(options.out());
    out.println();
    out.println("written to " + options.out());
    return status;
  }

  private static int check(Report report, Options options, PrintStream out) throws IOException {
    Optional<Backend> found =
        Backends.all().stream().filter(b -> b.name().equals(options.backend())).findFirst();
    if (found.isEmpty()) {
      report.row(
          "probe", "available", false, "reasons", List.of("no backend " + options.backend()));
      return UNAVAILABLE;
    }
    Availability availability = found.get().availability();
    machine(report);
    report.row(
        "probe",
        "backend",
        options.backend(),
        "available",
        availability.available(),
        "device",
        String.valueOf(availability.device()),
        "reasons",
        availability.reasons());
    if (!availability.available()) {
      out.println();
      out.println("no usable device: " + String.join("; ", availability.reasons()));
      return UNAVAILABLE;
    }
    return stages(report, options) ? WELL : FAILED;
  }

  /** Everything after the probe; false if a check failed or a stage ended early. */
  private static boolean stages(Report report, Options options) throws IOException {
    String backend = options.backend();
    boolean timed = options.mostGroups() > 0 || options.mostFits() > 0;
    double[] start = {0};
    boolean well = true;
    if (timed) {
      well = stage("start", report, options, () -> start[0] = start(backend));
    }
    if (options.contract()) {
      well &= guarded("contract suites", report, options, () -> contract(report, backend));
    }
    int compared = options.mostCompared();
    well &= guarded("accuracy", report, options, () -> Accuracy.check(report, backend, compared));
    if (timed) {
      well &= stage("operations", report, options, () -> Operations.time(report, options));
      well &=
          stage(
              "whole fits",
              report,
              options,
              () -> Crossover.report(report, start[0], WholeFits.time(report, options)));
      well &= stage("alternatives", report, options, () -> Alternatives.time(report, options));
    }
    return well;
  }

  private static boolean stage(String name, Report report, Options options, Runnable run)
      throws IOException {
    return guarded(
        name,
        report,
        options,
        () -> {
          run.run();
          return true;
        });
  }

  /**
   * Runs a stage and writes what there is so far. One that ends early leaves a row that says why;
   * the others go on.
   */
  static boolean guarded(String name, Report report, Options options, BooleanSupplier run)
      throws IOException {
    boolean well;
    try {
      well = run.getAsBoolean();
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      report.row("trouble", "stage", name, "error", e.toString(), "at", trace.toString());
      well = false;
    }
    report.write(options.out());
    return well;
  }

  /**
   * Seconds of the first small fit of the process, less those of the second: the cost of starting.
   */
  private static double start(String backend) {
    double[] seconds = new double[2];
    for (int k = 0; k < seconds.length; k++) {
      long began = System.nanoTime();
      Menlo.fit(GrowthData.MODEL, GrowthData.of(20, 1), GrowthData.options(backend, 1));
      seconds[k] = (System.nanoTime() - began) * 1e-9;
    }
    return Math.max(0, seconds[0] - seconds[1]);
  }

  /** Runs the contract suites; false if a test fails. */
  private static boolean contract(Report report, String backend) {
    ContractSuites.Result contract = ContractSuites.run(backend);
    report.row(
        "contract suites",
        "tests",
        contract.found(),
        "succeeded",
        contract.succeeded(),
        "failed",
        contract.failed(),
        "skipped",
        contract.skipped(),
        "failures",
        contract.failures());
    return contract.failed() == 0;
  }

  private static void machine(Report report) {
    report.row(
        "machine",
        "processors",
        Runtime.getRuntime().availableProcessors(),
        "memory",
        Runtime.getRuntime().maxMemory(),
        "java",
        System.getProperty("java.version"),
        "nvidia-smi",
        smi());
  }

  /** Name, driver and memory of the devices as NVIDIA's own tool tells them. */
  private static String smi() {
    List<String> command =
        List.of(
            "nvidia-smi",
            "--query-gpu=name,driver_version,memory.total,clocks.max.sm",
            "--format=csv");
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes());
      process.waitFor(10, TimeUnit.SECONDS);
      return text.strip();
    } catch (IOException e) {
      return "not found";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
