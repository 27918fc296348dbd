package dev.menlo.cli;

import dev.menlo.cli.report.ComparisonReport;
import dev.menlo.cli.report.Report;
import dev.menlo.cli.report.StatisticsReport;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.postestimation.InformationCriteria;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code menlo estimates}: fits side by side. */
@Command(
    name = "estimates",
    description = {
      "Compares stored fits.",
      "",
      "table: their estimates side by side",
      "stats: log likelihoods and information criteria"
    },
    sortOptions = false,
    sortSynopsis = false)
final class EstimatesCommand implements Callable<Integer> {
  @ParentCommand private MenloCommand menlo;

  @Parameters(index = "0", paramLabel = "table|stats", description = "What to compare.")
  private String what;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FIT",
      description = "Stored fits: menlo fit --out FIT.")
  private List<Path> files;

  @Option(names = "--se", description = "Standard errors under the estimates.")
  private boolean errors;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (the default) or json.")
  private String format = "text";

  @Override
  public Integer call() {
    if (!what.equals("table") && !what.equals("stats")) {
      throw new InputException("estimates takes table or stats, not " + what);
    }
    Map<String, Fit> fits = NamedFits.read(files);
    return menlo.print(
        what.equals("table") ? new ComparisonReport(fits, errors) : statistics(fits), format);
  }

  private static Report statistics(Map<String, Fit> fits) {
    Map<String, InformationCriteria> criteria = new LinkedHashMap<>();
    fits.forEach((name, fit) -> criteria.put(name, fit.informationCriteria()));
    return new StatisticsReport(criteria);
  }
}
