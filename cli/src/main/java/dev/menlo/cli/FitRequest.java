package dev.menlo.cli;

import dev.menlo.cli.report.TextReport;
import dev.menlo.engine.Criterion;
import dev.menlo.estimator.Deadline;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.InitialText;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.postestimation.Vce;
import dev.menlo.model.Model;
import dev.menlo.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What {@code menlo fit} was asked to do.
 *
 * @param model the model
 * @param data path of the data
 * @param options of the estimation
 * @param log whether to print the iterations
 * @param parts of the text report
 * @param format of standard output
 * @param out file for the fit as JSON, or null
 * @param multistart how many more starting points to fit from, 0 for none
 * @param simplify whether to fit the smaller models that the diagnosis suggests
 */
record FitRequest(
    Model model,
    Path data,
    FitOptions options,
    boolean log,
    TextReport.Parts parts,
    OutputFormat format,
    Path out,
    int multistart,
    boolean simplify) {
  private static final String ONE_CRITERION =
      "menlo stops at a certified distance from the fixed point: use tolerance and iterate";

  private static final String NO_INNER_LOOP =
      "a round takes one PNLS and one LME step, so there is no inner loop to limit: use iterate";

  /** menl's options that menlo knows but does not have. */
  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          Map.entry("in", "rows have no fixed order here: use if"),
          Map.entry("seed", "a fit draws no random numbers"),
          Map.entry("nonrtolerance", ONE_CRITERION),
          Map.entry("pnlsopts", NO_INNER_LOOP),
          Map.entry("lmeopts", NO_INNER_LOOP),
          Map.entry("emtolerance", "a few EM iterations only bring D to scale: use emiterate"),
          Map.entry("emlog", "a few EM iterations only bring D to scale: use emiterate"),
          Map.entry("estmetric", "tables are in the variance or the standard-deviation metric"),
          Map.entry("lrtest", "fit both models with --out, then menlo lrtest"),
          Map.entry("coeflegend", "names in the table are the names that initial takes"));

  /** Reads a model file, or menl's command line, and the flags beside it. */
  static FitRequest of(String argument, Flags flags) {
    Path path = modelPath(argument);
    ModelFile file =
        path == null ? ModelFile.ofLine(argument, flags.ofModel()) : read(path, flags.ofModel());
    Settings settings = new Settings(file, flags);
    settings.refuse(REFUSED);
    return new FitRequest(
        file.model(),
        data(settings, path, flags),
        options(settings),
        settings.on("log"),
        Reporting.parts(settings),
        Reporting.format(settings),
        settings.has("out") ? Path.of(settings.text("out", "")) : null,
        settings.count("multistart", 0, 0),
        settings.on("simplify"));
  }

  Criterion criterion() {
    return options.criterion();
  }

  /** The argument as a path, or null if it is a model. */
  private static Path modelPath(String argument) {
    boolean named = argument.endsWith(".yaml") || argument.endsWith(".yml");
    if (!named && argument.indexOf('=') >= 0) {
      return null;
    }
    Path path = Path.of(argument);
    if (!Files.exists(path)) {
      throw new InputException(
          "no such model file: "
              + argument
              + (named ? "" : "; a model in words is \"depvar = expression\""));
    }
    return path;
  }

  private static ModelFile read(Path path, Map<String, List<String>> flags) {
    try {
      return ModelFile.read(path, flags);
    } catch (NoSuchFileException e) {
      throw new InputException("no such model file: " + path, e);
    } catch (IOException e) {
      throw new InputException("cannot read " + path + ": " + DataException.reason(e), e);
    }
  }

  /** The data; a file's own {@code data} is relative to the file. */
  private static Path data(Settings settings, Path modelFile, Flags flags) {
    if (!settings.has("data")) {
      throw new InputException(
          "no data: give --data FILE" + (modelFile == null ? "" : " or a key data in the file"));
    }
    Path data = Path.of(settings.text("data", ""));
    boolean beside = modelFile != null && !flags.texts().containsKey("data");
    return beside ? modelFile.resolveSibling(data) : data;
  }

  private static FitOptions options(Settings settings) {
    FitOptions usual = FitOptions.defaults();
    FitOptions options =
        usual
            .withCriterion(criterion(settings))
            .withBackend(settings.text("backend", usual.backend()))
            .withCondition(settings.text("if", usual.condition()))
            .withStandardErrors(!settings.on("nostderr"))
            .withStandardDeviations(Reporting.standardDeviations(settings))
            .withIterate(settings.count("iterate", usual.iterate()))
            .withRowPasses(settings.count("rowpasses", usual.rowPasses()))
            .withEmIterate(settings.count("emiterate", usual.emIterate(), 0));
    options =
        valid(
            settings,
            "threads",
            s -> s.withThreads(settings.count("threads", usual.threads())),
            options);
    options =
        valid(
            settings, "level", s -> s.withLevel(settings.number("level", usual.level())), options);
    options =
        valid(
            settings,
            "tolerance",
            s -> s.withTolerance(settings.number("tolerance", usual.tolerance())),
            options);
    options =
        valid(
            settings,
            "ltolerance",
            s -> s.withLtolerance(settings.number("ltolerance", usual.ltolerance())),
            options);
    options =
        valid(
            settings,
            "nrtolerance",
            s -> s.withNrtolerance(settings.number("nrtolerance", usual.nrtolerance())),
            options);
    options =
        valid(
            settings,
            "time-limit",
            s -> s.withDeadline(Deadline.after(settings.text("time-limit", ""))),
            options);
    options = valid(settings, "vce", s -> s.withVce(Vce.parse(settings.text("vce", ""))), options);
    options = valid(settings, "start", s -> s.withStart(settings.text("start", "")), options);
    return valid(
        settings,
        "initial",
        s -> s.withInitial(InitialText.parse(settings.text("initial", ""))),
        options);
  }

  /** Applies a setting if it is given; what the options refuse is bad input at its place. */
  private static FitOptions valid(
      Settings settings, String name, UnaryOperator<FitOptions> change, FitOptions options) {
    if (!settings.has(name)) {
      return options;
    }
    try {
      return change.apply(options);
    } catch (IllegalArgumentException e) {
      throw new InputException(settings.place(name) + ": " + e.getMessage(), e);
    }
  }

  private static Criterion criterion(Settings settings) {
    return settings.either("reml", "mle") ? Criterion.REML : Criterion.ML;
  }
}
