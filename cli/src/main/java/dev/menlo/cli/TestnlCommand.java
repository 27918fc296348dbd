package dev.menlo.cli;

import dev.menlo.cli.report.WaldReport;
import dev.menlo.estimator.postestimation.Inference;
import dev.menlo.estimator.store.FitFile;
import java.nio.file.Path;
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

  @Parameters(index = "0", paramLabel = "FIT", description = "A stored fit: menlo fit --out FIT.")
  private Path file;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "HYPOTHESIS",
      description = "As \"{b2}/{b3} = 2\"; an expression alone is tested to be 0.")
  private List<String> hypotheses;

  @Mixin private InferenceFlags flags;

  @Override
  public Integer call() {
    Inference inference = flags.inference(FitFile.read(file));
    WaldReport report =
        new WaldReport(List.of(inference.testnl(hypotheses.toArray(String[]::new))));
    return flags.print(report, menlo);
  }
}
