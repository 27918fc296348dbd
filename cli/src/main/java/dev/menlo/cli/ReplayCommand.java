package dev.menlo.cli;

import dev.menlo.cli.report.TextReport;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.store.FitFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code menlo replay}: prints a stored fit again. */
@Command(
    name = "replay",
    description = {"Prints the tables of a stored fit again, as fit printed them or otherwise."},
    sortOptions = false,
    sortSynopsis = false)
final class ReplayCommand implements Callable<Integer> {
  @ParentCommand private MenloCommand menlo;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1",
      paramLabel = "FIT",
      description = "A file that menlo fit --out has written.")
  private Path file;

  @Option(
      names = "--level",
      paramLabel = "PERCENT",
      description = "Confidence level (that of the fit).")
  private String level;

  @Option(
      names = "--vce",
      paramLabel = "RULE",
      description = "Standard errors: menl, full, robust or \"cluster VARIABLE\" (as in the fit).")
  private String vce;

  @Mixin private ReportingFlags reportingFlags;

  @Override
  public Integer call() {
    Settings settings = new Settings(Flags.of(spec.commandLine().getParseResult()));
    OutputFormat format = Reporting.format(settings);
    Fit stored = FitFile.read(file);
    Fit fit = shown(vce == null ? stored : stored.with(InferenceFlags.vce(vce)), settings);
    if (format == OutputFormat.JSON) {
      menlo.streams().out().print(FitFile.report(fit));
    } else {
      TextReport.lines(fit, fit.fitted().model(), Reporting.parts(settings))
          .forEach(menlo.streams().out()::println);
    }
    return ExitCode.FITTED;
  }

  /** The fit with tables at the level and in the metric asked for; else those that it had. */
  private static Fit shown(Fit fit, Settings settings) {
    FitOptions options = fit.fitted().options();
    boolean deviations = Reporting.standardDeviations(settings);
    if (!settings.has("stddeviations") && !settings.has("variance")) {
      deviations = options.standardDeviations();
    }
    try {
      return fit.fitted().fit(settings.number("level", options.level()), deviations);
    } catch (IllegalArgumentException e) {
      throw new InputException("--level: " + e.getMessage(), e);
    }
  }
}
