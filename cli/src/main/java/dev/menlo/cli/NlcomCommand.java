package dev.menlo.cli;

import dev.menlo.cli.report.DerivedReport;
import dev.menlo.estimator.Fit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code menlo nlcom}: nonlinear combinations of estimates. */
@Command(
    name = "nlcom",
    description = {
      "Nonlinear combinations of estimates, with delta-method standard errors.",
      "",
      "Estimates are named as tables print them: {rho}, _b[phi1:2.variety], var(U1), [/delta]."
    },
    sortOptions = false,
    sortSynopsis = false)
final class NlcomCommand implements Callable<Integer> {
  @ParentCommand private MenloCommand menlo;

  @Mixin private FitArgument stored;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "EXPR",
      description = "An expression, or \"name: expression\", as \"sigma: 1/(1+{rho})\".")
  private List<String> expressions;

  @Mixin private InferenceFlags flags;

  @Override
  public Integer call() {
    Fit fit = stored.read();
    DerivedReport report =
        new DerivedReport(
            flags.inference(fit).nlcom(expressions.toArray(String[]::new)),
            "",
            fit.fitted().model().response(),
            true);
    return flags.print(report, menlo);
  }
}
