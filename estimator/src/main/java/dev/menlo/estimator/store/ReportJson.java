package dev.menlo.estimator.store;

import dev.menlo.estimator.Certificate;
import dev.menlo.estimator.CoefficientEstimate;
import dev.menlo.estimator.DistinctEnd;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.GroupSummary;
import dev.menlo.estimator.ParameterEstimate;
import dev.menlo.estimator.Provenance;
import dev.menlo.estimator.RandomEffectsEstimate;
import dev.menlo.estimator.Warning;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables of a fit, for readers in any language; what does not exist is null. */
final class ReportJson {
  /** Keys that {@link #write} writes: a stored fit is read without them. */
  static final List<String> KEYS =
      List.of(
          "status",
          "converged",
          "criterion",
          "logLikelihood",
          "observations",
          "groups",
          "fixedEffects",
          "randomEffects",
          "residual",
          "certificate",
          "warnings",
          "backend",
          "seconds",
          "provenance");

  /** The key of where fits from many starting points ended, which only those have. */
  static final String ENDS = "ends";

  private ReportJson() {}

  static void write(Fit fit, List<DistinctEnd> ends, JsonOutput out) throws IOException {
    out.text("status", fit.outcome().name().toLowerCase(Locale.ROOT));
    out.flag("converged", fit.converged());
    out.text("criterion", fit.criterion().name());
    out.shown("logLikelihood", fit.logLikelihood());
    out.count("observations", fit.observations());
    out.objects("groups", fit.groups(), ReportJson::group);
    out.objects("fixedEffects", fit.fixedEffects(), ReportJson::fixedEffect);
    out.objects("randomEffects", fit.randomEffects(), ReportJson::randomEffects);
    out.objects("residual", fit.residual(), ReportJson::parameter);
    out.object("certificate", o -> certificate(fit.certificate(), o));
    out.objects("warnings", fit.warnings(), ReportJson::warning);
    out.text("backend", fit.backend());
    out.shown("seconds", fit.seconds());
    out.object("provenance", o -> provenance(fit.provenance(), o));
    if (!ends.isEmpty()) {
      out.objects(ENDS, ends, ReportJson::end);
    }
  }

  private static void end(JsonOutput out, DistinctEnd end) throws IOException {
    out.count("times", end.times());
    out.text("status", end.outcome().name().toLowerCase(Locale.ROOT));
    out.shown("laplace", end.laplace());
    out.shown("sampled", end.marginal().logLikelihood());
    out.shown("sampledError", end.marginal().standardError());
    out.shown("logLikelihood", end.logLikelihood());
    out.numbers(
        "fixedEffects", end.fixedEffects().stream().mapToDouble(Double::doubleValue).toArray());
    out.flag("saddle", end.saddle());
    out.text("verdict", end.verdict());
  }

  private static void group(JsonOutput out, GroupSummary group) throws IOException {
    out.text("path", group.path());
    out.count("count", group.count());
    out.count("min", group.min());
    out.shown("mean", group.mean());
    out.count("max", group.max());
  }

  private static void fixedEffect(JsonOutput out, CoefficientEstimate c) throws IOException {
    out.text("name", c.name());
    out.shown("estimate", c.estimate());
    out.shown("se", c.se());
    out.shown("z", c.z());
    out.shown("p", c.p());
    out.shown("lower", c.lower());
    out.shown("upper", c.upper());
  }

  private static void randomEffects(JsonOutput out, RandomEffectsEstimate block)
      throws IOException {
    out.text("path", block.path());
    out.text("structure", block.structure().name().toLowerCase(Locale.ROOT));
    out.objects("parameters", block.parameters(), ReportJson::parameter);
  }

  private static void parameter(JsonOutput out, ParameterEstimate p) throws IOException {
    out.text("name", p.name());
    out.shown("estimate", p.estimate());
    out.shown("se", p.se());
    out.shown("lower", p.lower());
    out.shown("upper", p.upper());
  }

  private static void certificate(Certificate certificate, JsonOutput out) throws IOException {
    out.shown("distance", certificate.distance());
    out.shown("contraction", certificate.contraction());
    out.shown("gradient", certificate.gradient());
    out.shown("curvature", certificate.curvature());
    out.shown("boundarySlope", certificate.boundarySlope());
    out.count("rounds", certificate.rounds());
    out.count("rowPasses", certificate.rowPasses());
  }

  private static void warning(JsonOutput out, Warning warning) throws IOException {
    out.text("code", warning.code().name().toLowerCase(Locale.ROOT));
    out.text("message", warning.message());
    out.text("suggestion", warning.suggestion());
  }

  private static void provenance(Provenance provenance, JsonOutput out) throws IOException {
    out.text("version", provenance.version());
    out.text("model", provenance.model());
    out.text("dataHash", provenance.dataHash());
    out.text("dataSource", provenance.dataSource());
    out.text("backend", provenance.backend());
    out.text("device", provenance.device());
    out.count("threads", provenance.threads());
    out.count("seed", provenance.seed());
    out.json.writeObjectFieldStart("options");
    for (Map.Entry<String, String> option : provenance.options().entrySet()) {
      out.text(option.getKey(), option.getValue());
    }
    out.json.writeEndObject();
  }

  /** Reads provenance back. */
  static Provenance provenance(JsonInput in) throws IOException {
    Texts texts = new Texts();
    in.object(
        "provenance",
        Map.of(
            "version", () -> texts.version = in.text(),
            "model", () -> texts.model = in.text(),
            "dataHash", () -> texts.dataHash = in.text(),
            "dataSource", () -> texts.dataSource = in.text(),
            "backend", () -> texts.backend = in.text(),
            "device", () -> texts.device = in.text(),
            "threads", () -> texts.threads = in.count(),
            "seed", () -> texts.seed = in.whole(),
            "options", () -> texts.options = in.textsByName()));
    return new Provenance(
        texts.version,
        texts.model,
        texts.dataHash,
        texts.dataSource,
        texts.backend,
        texts.device,
        texts.threads,
        texts.seed,
        texts.options);
  }

  /** Provenance being read. */
  private static final class Texts {
    private String version;
    private String model;
    private String dataHash;
    private String dataSource;
    private String backend;
    private String device;
    private int threads;
    private long seed;
    private Map<String, String> options;
  }
}
