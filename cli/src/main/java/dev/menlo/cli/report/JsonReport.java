package dev.menlo.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.menlo.estimator.Certificate;
import dev.menlo.estimator.CoefficientEstimate;
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

/**
 * A fit as JSON. Numbers are written so that reading them gives the same doubles; what does not
 * exist is null.
 */
public final class JsonReport {
  private final JsonGenerator json;

  private JsonReport(JsonGenerator json) {
    this.json = json;
  }

  /** The fit as one object, ending with a line break. */
  public static String of(Fit fit) {
    return JsonText.of(json -> new JsonReport(json).fit(fit));
  }

  private void fit(Fit fit) throws IOException {
    json.writeStartObject();
    json.writeStringField("status", fit.outcome().name().toLowerCase(Locale.ROOT));
    json.writeBooleanField("converged", fit.converged());
    json.writeStringField("criterion", fit.criterion().name());
    number("logLikelihood", fit.logLikelihood());
    json.writeNumberField("observations", fit.observations());
    groups(fit.groups());
    fixedEffects(fit.fixedEffects());
    randomEffects(fit.randomEffects());
    parameters("residual", fit.residual());
    certificate(fit.certificate());
    warnings(fit.warnings());
    json.writeStringField("backend", fit.backend());
    number("seconds", fit.seconds());
    provenance(fit.provenance());
    json.writeEndObject();
  }

  private void groups(List<GroupSummary> groups) throws IOException {
    json.writeArrayFieldStart("groups");
    for (GroupSummary group : groups) {
      json.writeStartObject();
      json.writeStringField("path", group.path());
      json.writeNumberField("count", group.count());
      json.writeNumberField("min", group.min());
      number("mean", group.mean());
      json.writeNumberField("max", group.max());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void fixedEffects(List<CoefficientEstimate> coefficients) throws IOException {
    json.writeArrayFieldStart("fixedEffects");
    for (CoefficientEstimate c : coefficients) {
      json.writeStartObject();
      json.writeStringField("name", c.name());
      number("estimate", c.estimate());
      number("se", c.se());
      number("z", c.z());
      number("p", c.p());
      number("lower", c.lower());
      number("upper", c.upper());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void randomEffects(List<RandomEffectsEstimate> blocks) throws IOException {
    json.writeArrayFieldStart("randomEffects");
    for (RandomEffectsEstimate block : blocks) {
      json.writeStartObject();
      json.writeStringField("path", block.path());
      json.writeStringField("structure", block.structure().name().toLowerCase(Locale.ROOT));
      parameters("parameters", block.parameters());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void parameters(String key, List<ParameterEstimate> parameters) throws IOException {
    json.writeArrayFieldStart(key);
    for (ParameterEstimate p : parameters) {
      json.writeStartObject();
      json.writeStringField("name", p.name());
      number("estimate", p.estimate());
      number("se", p.se());
      number("lower", p.lower());
      number("upper", p.upper());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void certificate(Certificate certificate) throws IOException {
    json.writeObjectFieldStart("certificate");
    number("distance", certificate.distance());
    number("contraction", certificate.contraction());
    number("gradient", certificate.gradient());
    number("curvature", certificate.curvature());
    number("boundarySlope", certificate.boundarySlope());
    json.writeNumberField("rounds", certificate.rounds());
    json.writeNumberField("rowPasses", certificate.rowPasses());
    json.writeEndObject();
  }

  private void warnings(List<Warning> warnings) throws IOException {
    json.writeArrayFieldStart("warnings");
    for (Warning warning : warnings) {
      json.writeStartObject();
      json.writeStringField("code", warning.code().name().toLowerCase(Locale.ROOT));
      json.writeStringField("message", warning.message());
      json.writeStringField("suggestion", warning.suggestion());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void provenance(Provenance provenance) throws IOException {
    json.writeObjectFieldStart("provenance");
    json.writeStringField("version", provenance.version());
    json.writeStringField("model", provenance.model());
    json.writeStringField("dataHash", provenance.dataHash());
    json.writeStringField("dataSource", provenance.dataSource());
    json.writeStringField("backend", provenance.backend());
    json.writeStringField("device", provenance.device());
    json.writeNumberField("threads", provenance.threads());
    json.writeNumberField("seed", provenance.seed());
    json.writeObjectFieldStart("options");
    for (Map.Entry<String, String> option : provenance.options().entrySet()) {
      json.writeStringField(option.getKey(), option.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void number(String key, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(key, value);
    } else {
      json.writeNullField(key);
    }
  }
}
