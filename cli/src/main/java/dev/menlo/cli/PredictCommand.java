package dev.menlo.cli;

import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.predict.NewGroups;
import dev.menlo.estimator.predict.Predictor;
import dev.menlo.estimator.store.FitFile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code menlo predict}: predictions from a stored fit. */
@Command(
    name = "predict",
    description = {
      "Predicts from a stored fit: a column for each statistic beside those of the data, in the"
          + " order of the data.",
      "",
      "docs/predictions.md says what each column is and what its intervals take into account."
    },
    sortOptions = false,
    sortSynopsis = false)
final class PredictCommand implements Callable<Integer> {
  @ParentCommand private MenloCommand menlo;

  @Parameters(
      index = "0",
      paramLabel = "FIT",
      description = "A file that menlo fit --out has written.")
  private Path file;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "\"(NAME = EXPR)\"",
      description =
          "Nonlinear parameters, as \"(delta = {delta:})\"; expressions may use the names, parameters"
              + " and variables of the model.")
  private List<String> parameters = List.of();

  @Option(names = "--yhat", description = "The mean (the default).")
  private boolean yhat;

  @Option(names = "--residuals", description = "The response less the mean.")
  private boolean residuals;

  @Option(names = "--rstandard", description = "Standardised residuals.")
  private boolean rstandard;

  @Option(
      names = "--reffects",
      description = "Instead of rows: the random effects of every group, with standard errors.")
  private boolean reffects;

  @Option(
      names = "--confidence",
      description = "Standard errors and confidence intervals of means and parameters.")
  private boolean confidence;

  @Option(names = "--prediction", description = "Prediction intervals of new observations.")
  private boolean prediction;

  @Option(names = "--level", paramLabel = "PERCENT", description = "Confidence level (the fit's).")
  private Double level;

  @Option(names = "--fixedonly", description = "All random effects at 0.")
  private boolean fixedonly;

  @Option(
      names = "--relevel",
      paramLabel = "LEVEL",
      description = "Random effects down to this grouping level only.")
  private String relevel;

  @Option(
      names = "--bygroup",
      description = "One row a group of the level, where nothing varies within it.")
  private boolean bygroup;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Data to predict (CSV); default: the estimation sample.")
  private Path data;

  @Option(
      names = "--newgroups",
      paramLabel = "RULE",
      description =
          "Of groups that the fit has not seen: population (the default), or estimate, from their"
              + " rows with a response.")
  private String newgroups = "population";

  @Mixin private TableFlags tableFlags;

  @Override
  public Integer call() {
    TableOutput.require(tableFlags);
    Predictor predictor = predictor();
    Dataset table;
    if (reffects) {
      requireNoRowStatistics();
      table = PredictionTable.randomEffects(predictor.reffects());
    } else {
      boolean nothing = !yhat && !residuals && !rstandard && parameters.isEmpty();
      PredictionTable rows = new PredictionTable(predictor, confidence);
      if (yhat || nothing || confidence && parameters.isEmpty() || prediction) {
        rows.mean(prediction);
      }
      if (residuals) {
        rows.add("residuals", predictor.residuals());
      }
      if (rstandard) {
        rows.add("rstandard", predictor.rstandard());
      }
      parameters.forEach(rows::parameter);
      table = bygroup ? rows.byGroup(predictor.levelPath()) : rows.table();
    }
    TableOutput.write(table, tableFlags, menlo.streams().out());
    return ExitCode.FITTED;
  }

  private void requireNoRowStatistics() {
    if (yhat || residuals || rstandard || prediction || bygroup || !parameters.isEmpty()) {
      throw new InputException(
          "--reffects makes a table of groups: ask for statistics of rows in another command");
    }
  }

  private Predictor predictor() {
    if (fixedonly && relevel != null) {
      throw new InputException("--fixedonly and --relevel exclude each other");
    }
    Predictor predictor = FitFile.read(file).predict().newGroups(rule());
    if (data != null) {
      predictor = predictor.on(Dataset.readCsv(data));
    }
    if (level != null) {
      predictor = atLevel(predictor);
    }
    if (relevel != null) {
      predictor = predictor.relevel(relevel);
    }
    return fixedonly ? predictor.fixedOnly() : predictor;
  }

  private Predictor atLevel(Predictor predictor) {
    try {
      return predictor.level(level);
    } catch (IllegalArgumentException e) {
      throw new InputException("--level: " + e.getMessage(), e);
    }
  }

  private NewGroups rule() {
    return switch (newgroups) {
      case "population" -> NewGroups.POPULATION;
      case "estimate" -> NewGroups.ESTIMATE;
      default ->
          throw new InputException(
              "--newgroups: the rules are population and estimate, not " + newgroups);
    };
  }
}
