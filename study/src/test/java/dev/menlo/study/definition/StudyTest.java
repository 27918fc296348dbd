package dev.menlo.study.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.menlo.engine.Criterion;
import dev.menlo.study.Studies;
import dev.menlo.study.StudyException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyTest {
  @Test
  void conditionsAreTheProductOfTheFactors() {
    Study study = Studies.of("conditions: {size: [5, 10], law: [normal, uniform, \"{t: 4}\"]}");
    assertThat(study.scenarios()).hasSize(6);
    assertThat(study.scenario(5).condition().label()).isEqualTo("size=10, law=uniform");
    assertThat(study.scenario(2).condition().levels())
        .isEqualTo(Map.of("size", "5", "law", "uniform"));
  }

  @Test
  void factorsStandWhereverTheFileNamesThem() {
    Study study =
        Studies.of(
            "conditions: {start: [9, 11]}", "methods: {given: {initial: {b1: \"${start}\"}}}");
    assertThat(study.scenario(2).methods().get(0).options().initial())
        .isEqualTo(Map.of("b1", 11.0));
  }

  @Test
  void methodsHaveTheirOwnModelCriterionAndStart() {
    Study study =
        Studies.of(
            """
            methods:
              ml: {}
              auto: {reml: true, start: auto, level: 90}
              two:
                model: "y = ({b1}+{U1[id]})/(1+exp(-(t-({b2}+{U2[id]}))/{b3}))"
                covariance: "U1 U2, unstructured"
            """);
    var methods = study.scenario(1).methods();
    assertThat(methods.get(0).options().criterion()).isEqualTo(Criterion.ML);
    assertThat(methods.get(0).start()).isEqualTo(MethodSpec.Start.TRUTH);
    assertThat(methods.get(1).options().criterion()).isEqualTo(Criterion.REML);
    assertThat(methods.get(1).start()).isEqualTo(MethodSpec.Start.AUTO);
    assertThat(methods.get(1).options().level()).isEqualTo(90);
    assertThat(methods.get(1).model()).isEqualTo(methods.get(0).model());
    assertThat(methods.get(2).model().toString()).contains("covariance(U1 U2, unstructured)");
  }

  @Test
  void onlyWhatChangesRowsIsPartOfTheFingerprint() {
    Map<String, String> print = Studies.of().fingerprint();
    assertThat(Studies.of("replicates: 9", "title: T", "aims: A").fingerprint()).isEqualTo(print);
    assertThat(Studies.of("seed: 9").fingerprint()).isNotEqualTo(print);
    assertThat(print).containsEntry("data.parameters.b1", "10");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seed: x|seed takes a number, not \"x\"",
        "replicates: 0|takes a whole number of at least 1, not 0",
        "sead: 1|unknown key sead; known are title",
        "methods: {ml: {remal: true}}|methods.ml.remal: unknown key remal",
        "methods: {ml: {start: near}}|is truth or auto, not near",
        "methods: {ml: {model: \"y = (\"}}|methods.ml.model",
        "methods: {ml: {iterate: \"${n}\"}}|no condition is named n",
        "estimands: [b1, b1]|two estimands are named b1",
        "target: {mcse: -1}|must be positive",
        "data: {model: \"y = {b}\", parameters: {b: 1}, design: {groups: {id: 3}}}|no key rows",
        "data: {model: none.yaml, parameters: {b: 1}, design: {}}|without the file none.yaml",
        "level: 120|level must lie between 10 and 99.99",
      })
  void badFilesAreRefusedWithThePlaceAndTheCure(String key, String message) {
    assertThatThrownBy(() -> Studies.of(key))
        .isInstanceOf(StudyException.class)
        .hasMessageContaining(message)
        .hasMessageStartingWith("growth.yaml, line ");
  }

  @Test
  void badYamlIsRefusedWithItsLine() {
    assertThatThrownBy(() -> Study.of(new StudySource("s.yaml", "seed: 1\nx: [1", Map.of())))
        .isInstanceOf(StudyException.class)
        .hasMessageContaining("s.yaml, line ")
        .hasMessageContaining("correct the YAML");
  }
}
