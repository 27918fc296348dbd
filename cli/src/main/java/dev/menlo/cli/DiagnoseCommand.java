package dev.menlo.cli;

import dev.menlo.cli.report.DiagnosisText;
import dev.menlo.cli.report.MultistartText;
import dev.menlo.cli.report.TextReport;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.Multistart;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.diagnosis.Diagnosis;
import dev.menlo.estimator.diagnosis.Finding;
import dev.menlo.estimator.diagnosis.Simplification;
import dev.menlo.estimator.store.FitFile;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code menlo diagnose}: fits a model and says what is wrong with the fit, and what to try. */
@Command(
    name = "diagnose",
    description = {
      "Says what of a fit's model the data do not determine, with the smaller models to try.",
      "",
      "Exit code 0 if the fit is certified, whatever was found. --simplify fits the smaller models."
    },
    sortOptions = false,
    sortSynopsis = false)
final class DiagnoseCommand implements Callable<Integer> {
  @ParentCommand private MenloCommand menlo;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1",
      paramLabel = "FIT",
      description =
          "A stored fit: menlo fit --out FIT; or a model file (YAML), or \"depvar = expression\","
              + " which is fitted first.")
  private String model;

  @Mixin private ModelFlags modelFlags;
  @Mixin private EstimationFlags estimationFlags;
  @Mixin private StartFlags startFlags;
  @Mixin private ReportingFlags reportingFlags;

  @Override
  public Integer call() {
    Flags flags = Flags.of(spec.commandLine().getParseResult());
    Multistart starts = null;
    Fit fit;
    boolean json;
    boolean simplify;
    if (isStored()) {
      fit = FitFile.read(Path.of(model));
      json = "json".equals(last(flags, "format"));
      simplify = flags.texts().containsKey("simplify");
    } else {
      FitRequest request = FitRequest.of(model, flags);
      json = request.format() == OutputFormat.JSON;
      simplify = request.simplify();
      Dataset data = Dataset.readCsv(request.data());
      if (request.multistart() > 0) {
        starts = Multistart.run(request.model(), data, request.options(), request.multistart());
      }
      fit = starts == null ? Menlo.fit(request.model(), data, request.options()) : starts.fit();
    }
    print(fit, starts, json, simplify);
    return fit.converged() ? ExitCode.FITTED : ExitCode.NOT_CONVERGED;
  }

  private boolean isStored() {
    boolean named = model.endsWith(".yaml") || model.endsWith(".yml");
    return !named && model.indexOf('=') < 0 && Files.isRegularFile(Path.of(model));
  }

  private static String last(Flags flags, String name) {
    List<String> texts = flags.texts().getOrDefault(name, List.of(""));
    return texts.get(texts.size() - 1);
  }

  private void print(Fit fit, Multistart starts, boolean json, boolean simplify) {
    List<Finding> findings = findings(fit, starts);
    PrintStream out = menlo.streams().out();
    if (json) {
      out.print(DiagnosisText.json(fit, findings));
    } else {
      TextReport.lines(fit, fit.fitted().model(), HEADER).forEach(out::println);
      out.println();
      DiagnosisText.lines(findings).forEach(out::println);
    }
    PrintStream tables = json ? menlo.streams().err() : out;
    if (starts != null) {
      MultistartText.lines(starts).forEach(tables::println);
    }
    if (simplify) {
      Dataset data = fit.fitted().data().data();
      DiagnosisText.comparison(Simplification.of(fit, data, findings)).forEach(tables::println);
    }
  }

  private static final TextReport.Parts HEADER =
      new TextReport.Parts(true, false, false, false, false);

  private static List<Finding> findings(Fit fit, Multistart starts) {
    List<Finding> findings = new ArrayList<>(Diagnosis.of(fit));
    if (starts != null) {
      findings.addAll(MultistartText.findings(starts));
    }
    return findings;
  }
}
