package dev.menlo.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.store.FitFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonReportTest {
  private final Fit fit = Fits.awkward();
  private final JsonNode json = read(FitFile.report(fit));

  private static JsonNode read(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  @Test
  void hasTheseKeys() {
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
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
    assertThat(json.at("/groups/1").fieldNames())
        .toIterable()
        .containsExactly("path", "count", "min", "mean", "max");
    assertThat(json.at("/fixedEffects/0").fieldNames())
        .toIterable()
        .containsExactly("name", "estimate", "se", "z", "p", "lower", "upper");
    assertThat(json.at("/randomEffects/0").fieldNames())
        .toIterable()
        .containsExactly("path", "structure", "parameters");
    assertThat(json.at("/residual/0").fieldNames())
        .toIterable()
        .containsExactly("name", "estimate", "se", "lower", "upper");
  }

  @Test
  void givesTheSameDoublesBack() {
    assertThat(json.get("logLikelihood").doubleValue()).isEqualTo(fit.logLikelihood());
    assertThat(json.at("/fixedEffects/2/estimate").doubleValue()).isEqualTo(1.0 / 3);
    assertThat(json.at("/fixedEffects/1/name").textValue()).isEqualTo("phi:2.variety");
    assertThat(json.at("/groups/0/mean").doubleValue()).isEqualTo(411522.3333);
  }

  @Test
  void writesNullWhereThereIsNoNumber() {
    assertThat(json.at("/randomEffects/0/parameters/1/se").isNull()).isTrue();
    assertThat(json.at("/certificate/distance").isNull()).isTrue();
  }

  @Test
  void saysHowTheFitEndedAndWhereItComesFrom() {
    assertThat(json.get("status").textValue()).isEqualTo("not_converged");
    assertThat(json.get("converged").booleanValue()).isFalse();
    assertThat(json.at("/warnings/0/code").textValue()).isEqualTo("zero_variance");
    assertThat(json.at("/provenance/dataSource").textValue()).isEqualTo("a \"b\".csv");
    assertThat(json.at("/provenance/options/iterate").textValue()).isEqualTo("7");
  }
}
