package dev.menlo.estimator.store;

import dev.menlo.engine.Criterion;
import dev.menlo.estimator.FitOptions;
import dev.menlo.estimator.postestimation.Vce;
import java.io.IOException;
import java.util.Map;

/** The options of a fit. An option that a file does not have keeps its default. */
final class OptionsJson {
  private OptionsJson() {}

  static void write(FitOptions options, JsonOutput out) throws IOException {
    out.text("criterion", options.criterion().name());
    out.number("level", options.level());
    out.text("backend", options.backend());
    out.count("threads", options.threads());
    out.object(
        "initial",
        o -> {
          for (Map.Entry<String, Double> value : options.initial().entrySet()) {
            o.number(value.getKey(), value.getValue());
          }
        });
    out.text("if", options.condition());
    out.text("start", options.start());
    out.text("vce", options.vce().toString());
    out.flag("stderr", options.standardErrors());
    out.flag("stddeviations", options.standardDeviations());
    out.flag("trace", options.trace());
    out.count("iterate", options.iterate());
    out.number("tolerance", options.tolerance());
    out.number("ltolerance", options.ltolerance());
    out.number("nrtolerance", options.nrtolerance());
    out.count("emiterate", options.emIterate());
    out.count("rowPasses", options.rowPasses());
  }

  static FitOptions read(JsonInput in) throws IOException {
    FitOptions options = FitOptions.defaults();
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      try {
        options = with(options, name, in);
      } catch (IllegalArgumentException e) {
        throw in.problem(e.getMessage(), "use the file as it was written, or fit again");
      }
    }
    return options;
  }

  private static FitOptions with(FitOptions options, String name, JsonInput in) throws IOException {
    return switch (name) {
      case "criterion" -> options.withCriterion(Words.of(Criterion.class, in));
      case "level" -> options.withLevel(in.number());
      case "backend" -> options.withBackend(in.text());
      case "threads" -> options.withThreads(in.count());
      case "initial" -> options.withInitial(in.numbersByName());
      case "if" -> options.withCondition(in.text());
      case "start" -> options.withStart(in.text());
      case "vce" -> options.withVce(Vce.parse(in.text()));
      case "stderr" -> options.withStandardErrors(in.flag());
      case "stddeviations" -> options.withStandardDeviations(in.flag());
      case "trace" -> options.withTrace(in.flag());
      case "iterate" -> options.withIterate(in.count());
      case "tolerance" -> options.withTolerance(in.number());
      case "ltolerance" -> options.withLtolerance(in.number());
      case "nrtolerance" -> options.withNrtolerance(in.number());
      case "emiterate" -> options.withEmIterate(in.count());
      case "rowPasses" -> options.withRowPasses(in.count());
      default ->
          throw in.problem(
              "unknown key \"" + name + "\" in options",
              "remove it, or read the file with the version of menlo that wrote it");
    };
  }
}
