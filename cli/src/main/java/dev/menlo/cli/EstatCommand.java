package dev.menlo.cli;

import dev.menlo.cli.report.MatrixReport;
import dev.menlo.cli.report.MatrixReport.Matrix;
import dev.menlo.cli.report.Report;
import dev.menlo.cli.report.StatisticsReport;
import dev.menlo.cli.report.SummaryReport;
import dev.menlo.cli.report.TablesReport;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.postestimation.EstimatesCovariance;
import dev.menlo.estimator.postestimation.LevelCovariance;
import dev.menlo.estimator.postestimation.VariableSummary;
import dev.menlo.estimator.postestimation.WithinGroupCovariance;
import dev.menlo.estimator.store.FitFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code menlo estat}: what a stored fit says of its groups, covariances and sample. */
@Command(
    name = "estat",
    description = {
      "Says more of a stored fit.",
      "",
      "group: groups and observations of every level",
      "recovariance: covariances (or --correlation) of the random effects by level",
      "sd: random effects as standard deviations and correlations",
      "wcorrelation: correlations (or --covariance) of the observations of one group",
      "ic: AIC, AICc, BIC, CAIC",
      "summarize: the variables over the estimation sample",
      "vce: covariances (or --correlation) of the estimated fixed effects"
    },
    sortOptions = false,
    sortSynopsis = false)
final class EstatCommand implements Callable<Integer> {
  @ParentCommand private MenloCommand menlo;

  @Parameters(index = "0", paramLabel = "WHAT", description = "One of the words above.")
  private String what;

  @Parameters(index = "1", paramLabel = "FIT", description = "A stored fit: menlo fit --out FIT.")
  private Path file;

  @Option(names = "--correlation", description = "Correlations instead of covariances.")
  private boolean correlation;

  @Option(names = "--covariance", description = "Covariances instead of correlations.")
  private boolean covariance;

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description = "recovariance: this level only, as \"region>state\".")
  private String path;

  @Option(
      names = "--group",
      paramLabel = "LABEL",
      description = "wcorrelation: this group, as \"West>Ohio\" (the first of the lowest level).")
  private String group = "";

  @Mixin private InferenceFlags flags;

  @Override
  public Integer call() {
    Fit fit = FitFile.read(file);
    return flags.print(report(fit), menlo);
  }

  private Report report(Fit fit) {
    return switch (what) {
      case "group" -> TablesReport.groups(fit);
      case "recovariance" -> levels(fit);
      case "sd" ->
          TablesReport.variances(flags.with(fit).fitted().fit(flags.inference(fit).level(), true));
      case "wcorrelation" -> within(WithinGroupCovariance.of(fit.fitted(), group));
      case "ic" -> new StatisticsReport(Map.of(NamedFits.name(file), fit.informationCriteria()));
      case "summarize" -> new SummaryReport(VariableSummary.of(fit.fitted()));
      case "vce" -> vce(fit);
      default ->
          throw new InputException(
              "estat takes group, recovariance, sd, wcorrelation, ic, summarize or vce, not "
                  + what);
    };
  }

  private Report levels(Fit fit) {
    List<LevelCovariance> levels = LevelCovariance.of(fit.fitted());
    List<LevelCovariance> shown =
        levels.stream().filter(l -> path == null || l.path().equals(path)).toList();
    if (shown.isEmpty()) {
      throw new InputException(
          path == null
              ? "the model has no random effects"
              : "--path: there are random effects at "
                  + String.join(", ", levels.stream().map(LevelCovariance::path).toList())
                  + ", not at "
                  + path);
    }
    String word = correlation ? "correlations" : "covariances";
    return new MatrixReport(
        shown.stream()
            .map(
                l ->
                    new Matrix(
                        "Random-effects " + word + " at " + l.path(),
                        l.names(),
                        correlation ? l.correlation() : l.covariance()))
            .toList());
  }

  private Report within(WithinGroupCovariance within) {
    List<String> rows = Arrays.stream(within.lines()).mapToObj(line -> "line " + line).toList();
    String place = within.group().isEmpty() ? "" : " of " + within.path() + " " + within.group();
    return new MatrixReport(
        List.of(
            new Matrix(
                "Within-group " + (covariance ? "covariances" : "correlations") + place,
                rows,
                covariance ? within.covariance() : within.correlation())));
  }

  private Report vce(Fit fit) {
    EstimatesCovariance estimates = flags.inference(fit).covariance();
    List<String> names = fit.fixedEffects().stream().map(c -> c.name()).toList();
    double[] matrix = estimates.fixedEffects(names.size());
    String word = correlation ? "Correlations" : "Covariances";
    return new MatrixReport(
        List.of(
            new Matrix(
                word + " of the fixed effects (vce " + estimates.vce() + ")",
                names,
                correlation ? estimates.fixedEffectsCorrelation(names.size()) : matrix)));
  }
}
