package dev.menlo.cli;

import dev.menlo.cli.report.IntervalReport;
import dev.menlo.estimator.postestimation.ConfidenceInterval.Method;
import dev.menlo.estimator.postestimation.Inference;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code menlo confint}: Wald and profile intervals. */
@Command(
    name = "confint",
    description = {
      "Confidence intervals of estimates.",
      "",
      "Profile intervals are those of the likelihood of the linearised model, maximised over all"
          + " other parameters, with the linearisation frozen at the estimates."
    },
    sortOptions = false,
    sortSynopsis = false)
final class ConfintCommand implements Callable<Integer> {
  @ParentCommand private MenloCommand menlo;

  @Mixin private FitArgument stored;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "NAME",
      description = "Estimates, as b1 or \"var(U1)\" (all).")
  private List<String> names = List.of();

  @Option(names = "--method", paramLabel = "METHOD", description = "wald (the default) or profile.")
  private String method = "wald";

  @Mixin private InferenceFlags flags;

  @Override
  public Integer call() {
    Method by =
        switch (method) {
          case "wald" -> Method.WALD;
          case "profile" -> Method.PROFILE;
          default -> throw new InputException("--method: wald or profile, not " + method);
        };
    Inference inference = flags.inference(stored.read());
    IntervalReport report =
        new IntervalReport(
            inference.confint(by, names.toArray(String[]::new)), by, inference.level());
    return flags.print(report, menlo);
  }
}
