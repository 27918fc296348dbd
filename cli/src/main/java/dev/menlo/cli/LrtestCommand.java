package dev.menlo.cli;

import dev.menlo.cli.report.LikelihoodRatioReport;
import dev.menlo.cli.report.Report;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.postestimation.LikelihoodRatioTest;
import dev.menlo.estimator.store.FitFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code menlo lrtest}: a likelihood-ratio test of nested models. */
@Command(
    name = "lrtest",
    description =
        "Likelihood-ratio test of two fits of the same observations, one nested in the other.",
    sortOptions = false,
    sortSynopsis = false)
final class LrtestCommand implements Callable<Integer> {
  @ParentCommand private MenloCommand menlo;

  @Parameters(index = "0", paramLabel = "FIT", description = "A stored fit: menlo fit --out FIT.")
  private Path first;

  @Parameters(index = "1", paramLabel = "FIT", description = "Another, in either order.")
  private Path second;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (the default) or json.")
  private String format = "text";

  @Override
  public Integer call() {
    Fit a = FitFile.read(first);
    Fit b = FitFile.read(second);
    LikelihoodRatioTest test = a.lrtest(b);
    boolean ordered = a.informationCriteria().df() <= b.informationCriteria().df();
    Report report =
        new LikelihoodRatioReport(
            test,
            NamedFits.name(ordered ? first : second),
            NamedFits.name(ordered ? second : first));
    return menlo.print(report, format);
  }
}
