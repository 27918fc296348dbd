package dev.menlo.cli;

import dev.menlo.cli.report.DiagnosisText;
import dev.menlo.cli.report.IterationLog;
import dev.menlo.cli.report.MultistartText;
import dev.menlo.cli.report.TextReport;
import dev.menlo.estimator.DistinctEnd;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitListener;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.Multistart;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.diagnosis.Diagnosis;
import dev.menlo.estimator.diagnosis.Simplification;
import dev.menlo.estimator.store.FitFile;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code menlo fit}: fits a model to a data set and prints it. */
@Command(
    name = "fit",
    description = {
      "Fits a nonlinear mixed-effects model.",
      "",
      "Options have the names and values of menl's; they override keys of the same name in a model"
          + " file."
    },
    sortOptions = false,
    sortSynopsis = false)
final class FitCommand implements Callable<Integer> {
  @ParentCommand private MenloCommand menlo;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1",
      paramLabel = "MODEL",
      description = {
        "A model file (YAML), or \"depvar = expression\", which may go on as in menl:"
            + " \"y = {a}+{U[id]}, reml\"."
      })
  private String model;

  @Mixin private ModelFlags modelFlags;
  @Mixin private EstimationFlags estimationFlags;
  @Mixin private StartFlags startFlags;
  @Mixin private ReportingFlags reportingFlags;
  @Mixin private StoringFlags storingFlags;

  @Override
  public Integer call() {
    Flags given = Flags.of(spec.commandLine().getParseResult());
    FitRequest request = FitRequest.of(model, given);
    Dataset data = Dataset.readCsv(request.data());
    Multistart starts =
        request.multistart() == 0
            ? null
            : Multistart.run(request.model(), data, request.options(), request.multistart());
    Fit fit = starts == null ? fit(request, data) : starts.fit();
    print(request, fit, starts == null ? List.of() : starts.ends());
    tables(request, fit, starts, data);
    int code = ExitCode.of(fit.outcome());
    if (code == ExitCode.FITTED && starts != null && starts.cutOff() > 0) {
      menlo.streams().err().println("menlo: " + cutOff(request, starts));
      return ExitCode.NOT_CONVERGED;
    }
    if (code == ExitCode.BAD_INPUT) {
      throw new InputException(fit.message());
    }
    if (code != ExitCode.FITTED) {
      menlo.streams().err().println("menlo: " + fit.message());
    }
    return code;
  }

  private static String cutOff(FitRequest request, Multistart starts) {
    int all = starts.ends().stream().mapToInt(DistinctEnd::times).sum();
    return "the %s passed before %d of %d starts ended; the best of the others is kept"
        .formatted(request.options().deadline(), starts.cutOff(), all);
  }

  /** Where starts ended and how smaller models fit; beside JSON on the error stream. */
  private void tables(FitRequest request, Fit fit, Multistart starts, Dataset data) {
    PrintStream out =
        request.format() == OutputFormat.JSON ? menlo.streams().err() : menlo.streams().out();
    if (starts != null) {
      MultistartText.lines(starts).forEach(out::println);
    }
    if (request.simplify()) {
      List<Simplification> rows = Simplification.of(fit, data, Diagnosis.of(fit));
      DiagnosisText.comparison(rows).forEach(out::println);
    }
  }

  private Fit fit(FitRequest request, Dataset data) {
    PrintStream log =
        request.format() == OutputFormat.JSON ? menlo.streams().err() : menlo.streams().out();
    try (Progress progress = new Progress(menlo.streams())) {
      FitListener listener = request.log() ? new IterationLog(log, request.criterion()) : progress;
      return Menlo.fit(request.model(), data, request.options(), listener);
    }
  }

  private void print(FitRequest request, Fit fit, List<DistinctEnd> ends) {
    PrintStream out = menlo.streams().out();
    if (request.format() == OutputFormat.JSON) {
      out.print(FitFile.report(fit, ends));
    } else if (ExitCode.of(fit.outcome()) != ExitCode.BAD_INPUT) {
      List<String> lines = TextReport.lines(fit, request.model(), request.parts());
      lines.forEach(out::println);
    }
    if (request.out() != null) {
      OutputFile.write(request.out(), file -> FitFile.write(fit, ends, file));
    }
  }
}
