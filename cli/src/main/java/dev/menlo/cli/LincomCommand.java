package dev.menlo.cli;

import dev.menlo.cli.report.DerivedReport;
import dev.menlo.estimator.Fit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code menlo lincom}: a linear combination of estimates. */
@Command(
    name = "lincom",
    description = "A linear combination of estimates.",
    sortOptions = false,
    sortSynopsis = false)
final class LincomCommand implements Callable<Integer> {
  @ParentCommand private MenloCommand menlo;

  @Mixin private FitArgument stored;

  @Parameters(
      index = "1",
      paramLabel = "EXPR",
      description = "A linear expression, as \"{phi1:2.variety} + {phi1:_cons}\".")
  private String expression;

  @Mixin private InferenceFlags flags;

  @Override
  public Integer call() {
    Fit fit = stored.read();
    DerivedReport report =
        new DerivedReport(
            flags.inference(fit).lincom(expression), "", fit.fitted().model().response(), true);
    return flags.print(report, menlo);
  }
}
