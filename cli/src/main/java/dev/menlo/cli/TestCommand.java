package dev.menlo.cli;

import dev.menlo.cli.report.WaldReport;
import dev.menlo.estimator.postestimation.Inference;
import dev.menlo.estimator.postestimation.WaldTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code menlo test}: joint Wald tests of linear hypotheses. */
@Command(
    name = "test",
    description = "Tests linear hypotheses on estimates jointly (Wald).",
    sortOptions = false,
    sortSynopsis = false)
final class TestCommand implements Callable<Integer> {
  @ParentCommand private MenloCommand menlo;

  @Mixin private FitArgument stored;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "HYPOTHESIS",
      description = "As \"b1 = 200\" or \"b1 = b2 = b3\"; an expression alone is tested to be 0.")
  private List<String> hypotheses;

  @Option(
      names = "--accumulate",
      description = "One test after the other, each of its hypothesis and all before it.")
  private boolean accumulate;

  @Mixin private InferenceFlags flags;

  @Override
  public Integer call() {
    Inference inference = flags.inference(stored.read());
    List<WaldTest> tests = new ArrayList<>();
    for (int n = accumulate ? 1 : hypotheses.size(); n <= hypotheses.size(); n++) {
      tests.add(inference.test(hypotheses.subList(0, n).toArray(String[]::new)));
    }
    return flags.print(new WaldReport(tests), menlo);
  }
}
