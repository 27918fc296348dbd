package dev.menlo.cli;

import dev.menlo.cli.report.DerivedReport;
import dev.menlo.cli.report.Report;
import dev.menlo.cli.report.WaldReport;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.postestimation.DerivedEstimates.Adjustment;
import dev.menlo.estimator.postestimation.Margins;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code menlo margins}: the mean or a named parameter at the population level. */
@Command(
    name = "margins",
    description = {
      "Margins: the mean, or a named parameter, at random effects of 0, averaged over the"
          + " observations, with delta-method standard errors."
    },
    sortOptions = false,
    sortSynopsis = false)
final class MarginsCommand implements Callable<Integer> {
  @ParentCommand private MenloCommand menlo;

  @Mixin private FitArgument stored;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "FACTOR",
      description = "A margin at each level of these variables, every observation set to it.")
  private List<String> factors = List.of();

  @Option(
      names = "--of",
      paramLabel = "NAME",
      description = "A named parameter of the model, as phi1 (the mean).")
  private String of;

  @Option(
      names = "--at",
      paramLabel = "\"VAR=VALUES ...\"",
      description = "Values of variables, as \"age=500 1000\" or \"age=500(100)1000\"; repeatable.")
  private List<String> at = List.of();

  @Option(
      names = "--over",
      paramLabel = "VAR",
      description = "Averages within each group of observations; repeatable.")
  private List<String> over = List.of();

  @Option(names = "--contrast", description = "Differences from the first margin.")
  private boolean contrast;

  @Option(names = "--pwcompare", description = "Differences of all pairs.")
  private boolean pwcompare;

  @Option(names = "--equal", description = "A joint test that all margins are equal.")
  private boolean equal;

  @Option(
      names = "--adjust",
      paramLabel = "METHOD",
      description = "For several comparisons: none (the default), bonferroni or sidak.")
  private String adjust = "none";

  @Mixin private InferenceFlags flags;

  @Override
  public Integer call() {
    Adjustment adjustment = adjustment();
    Fit fit = stored.read();
    Margins margins = flags.inference(fit).margins();
    margins = of == null ? margins : margins.of(of);
    for (String values : at) {
      margins = margins.at(values);
    }
    margins = factors.isEmpty() ? margins : margins.factors(factors.toArray(String[]::new));
    margins = over.isEmpty() ? margins : margins.over(over.toArray(String[]::new));
    return flags.print(report(margins, adjustment), menlo);
  }

  private Report report(Margins margins, Adjustment adjustment) {
    String quantity = of == null ? "the mean" : of;
    if (equal) {
      return new WaldReport(List.of(margins.equality()));
    }
    if (contrast || pwcompare) {
      String adjusted = adjustment == Adjustment.NONE ? "" : ", adjusted by " + adjust;
      return new DerivedReport(
          pwcompare ? margins.pairwise(adjustment) : margins.contrasts(adjustment),
          "Differences of margins of " + quantity + adjusted,
          "",
          false);
    }
    return new DerivedReport(margins.estimates(), "Margins of " + quantity, "", false);
  }

  private Adjustment adjustment() {
    return switch (adjust) {
      case "none" -> Adjustment.NONE;
      case "bonferroni" -> Adjustment.BONFERRONI;
      case "sidak" -> Adjustment.SIDAK;
      default -> throw new InputException("--adjust: none, bonferroni or sidak, not " + adjust);
    };
  }
}
