package dev.menlo.cli;

import dev.menlo.cli.report.WaldReport;
import dev.menlo.estimator.postestimation.Inference;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code menlo testnl}: joint Wald tests of any hypotheses. */
@Command(
    name = "testnl",
    description = "Tests hypotheses on estimates jointly (Wald, linearised at the estimates).",
    sortOptions = false,
    sortSynopsis = false)
final class TestnlCommand implements Callable<Integer> {
  @ParentCommand private MenloCommand menlo;

  @Mixin private FitArgument stored;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "HYPOTHESIS",
      description = "As \"{b2}/{b3} = 2\"; an expression alone is tested to be 0.")
  private List<String> hypotheses;

  @Mixin private InferenceFlags flags;

  @Override
  public Integer call() {
    Inference inference = flags.inference(stored.read());
    WaldReport report =
        new WaldReport(List.of(inference.testnl(hypotheses.toArray(String[]::new))));
    return flags.print(report, menlo);
  }
}
