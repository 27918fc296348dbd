package dev.menlo.cli;

import dev.menlo.cli.report.IterationLog;
import dev.menlo.cli.report.TextReport;
import dev.menlo.estimator.Fit;
import dev.menlo.study.definition.MethodSpec;
import dev.menlo.study.definition.Scenario;
import dev.menlo.study.run.ConditionFits;
import dev.menlo.study.store.Store;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code menlo study replay}: fits one replicate again, with the full log. */
@Command(
    name = "replay",
    description = "Draws and fits one replicate of a study again, with the full iteration log.")
final class StudyReplayCommand implements Callable<Integer> {
  @ParentCommand private StudyCommand study;

  @Parameters(arity = "1", paramLabel = "STORE", description = "What study run wrote.")
  private Path file;

  @Option(names = "--replicate", required = true, paramLabel = "N", description = "Its number.")
  private long replicate;

  @Option(names = "--condition", paramLabel = "C", description = "Number of the condition (1).")
  private int condition = 1;

  @Option(names = "--method", paramLabel = "NAME", description = "The method (all).")
  private String method;

  @Option(names = "--data", paramLabel = "FILE", description = "Writes the data as CSV, too.")
  private Path data;

  @Override
  public Integer call() {
    if (replicate < 1) {
      throw new InputException("--replicate: replicates are numbered from 1");
    }
    try (Store store = Store.existing(file)) {
      Scenario scenario = store.study().scenario(condition);
      try (ConditionFits fits = new ConditionFits(scenario)) {
        if (data != null) {
          OutputFile.write(data, DataText.of(fits.dataset(replicate)));
        }
        int code = ExitCode.FITTED;
        for (MethodSpec spec : scenario.methods()) {
          if (method == null || method.equals(spec.name())) {
            code = Math.max(code, replay(fits, spec));
          }
        }
        return code;
      }
    }
  }

  private int replay(ConditionFits fits, MethodSpec spec) {
    var out = study.streams().out();
    out.printf("condition %d, replicate %d, method %s%n%n", condition, replicate, spec.name());
    IterationLog log = new IterationLog(out, spec.options().criterion());
    Fit fit = fits.replay(replicate, spec.name(), log);
    TextReport.lines(fit, spec.model(), TextReport.Parts.ALL).forEach(out::println);
    out.println();
    return ExitCode.of(fit.outcome());
  }
}
