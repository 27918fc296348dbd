package dev.menlo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFileTest {
  private static final String SOYBEAN =
      """
      model: "weight = {phi1:}/(1+exp(-(time-{phi2:})/{phi3:}))"
      define:
        phi1: "i.variety##i.year U1[plot]"
        phi2: "U2[plot], xb"
        phi3: "{b3}+{U3[plot]}"
      covariance: ["U1 U2, unstructured", "U3, identity"]
      resvariance: power _yhat, noconstant
      data: soybean.csv
      initial: {b3: 7.5, "phi2:_cons": 52}
      reml: true
      """;

  @Test
  void fileTextAndBuilderGiveEqualModels() {
    Model fromFile = ModelFile.parse(SOYBEAN, "soybean.yaml").model();
    Model fromText =
        Model.parse(
            "weight = {phi1:}/(1+exp(-(time-{phi2:})/{phi3:})), define(phi1: i.variety##i.year"
                + " U1[plot]) define(phi2: U2[plot], xb) define(phi3: {b3}+{U3[plot]})"
                + " covariance(U1 U2, unstructured) covariance(U3, identity)"
                + " resvariance(power _yhat, noconstant)");
    Model built =
        Model.of("weight = {phi1:} / (1 + exp(-(time - {phi2:})/{phi3:}))")
            .define("phi1", "i.variety##i.year U1[plot]")
            .define("phi2", "U2[plot]", "xb")
            .define("phi3: {b3} + {U3[plot]}")
            .covariance("U1 U2, un")
            .covariance("U3, id")
            .resvariance("power _yhat, noconstant")
            .build();

    assertThat(fromText).isEqualTo(fromFile).hasSameHashCodeAs(fromFile);
    assertThat(built).isEqualTo(fromFile);
    assertThat(Model.parse(fromFile.toString())).isEqualTo(fromFile);
  }

  @Test
  void otherKeysAreKeptWithTheirLines() {
    assertThat(ModelFile.parse(SOYBEAN, "soybean.yaml").options())
        .containsExactly(
            Map.entry("data", new ModelFile.Option("soybean.csv", 8)),
            Map.entry("initial", new ModelFile.Option("b3 7.5 phi2:_cons 52", 9)),
            Map.entry("reml", new ModelFile.Option("true", 10)));
  }

  @Test
  void aListOfDefinitionsIsTheSameAsAMap() {
    Model list =
        ModelFile.parse("model: y = {f:}\ndefine:\n- \"f: {a}+{b}*x\"\n", "a.yaml").model();
    Model map = ModelFile.parse("model: y = {f:}\ndefine:\n  f: \"{a}+{b}*x\"\n", "a.yaml").model();

    assertThat(list).isEqualTo(map);
  }

  @Test
  void everyProblemIsReportedWithItsLine() {
    String text =
        """
        model: "y = {f:}"
        define: {f: "{a}+*x"}
        covarance: "U1, un"
        data: a.csv
        data: b.csv
        """;
    assertThatThrownBy(() -> ModelFile.parse(text, "bad.yaml"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("bad.yaml, line 5: data is already given in line 4: keep one")
        .hasMessageContaining("bad.yaml, line 3: unknown key covarance; did you mean covariance?")
        .hasMessageContaining("bad.yaml, line 2, define(f), column 5: expected a number")
        .hasMessageContaining("\n  {a}+*x\n      ^");
  }

  @Test
  void textThatIsNoYamlIsReportedWithItsPlace() {
    assertThatThrownBy(() -> ModelFile.parse("model: \"y = {a}\n", "bad.yaml"))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("bad.yaml, line 2, column 1: ");
    assertThatThrownBy(() -> ModelFile.parse("just words", "bad.yaml"))
        .hasMessage("bad.yaml: expected keys such as \"model: y = {a}+{b}*x\", one a line");
  }

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../examples"), 2)) {
      return files.filter(ModelFileTest::isModelFile).sorted().toList().stream();
    }
  }

  private static boolean isModelFile(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".yaml") && !name.startsWith("study-");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleReadsAndItsTextReadsBack(Path file) throws IOException {
    Model model = ModelFile.read(file).model();

    assertThat(Model.parse(model.toString())).isEqualTo(model);
  }

  /** They could stand inside each other, or in themselves, and be written out without end. */
  @Test
  void aliasesOfListsAreRefused() {
    assertThatThrownBy(() -> ModelFile.parse("model: y = {a}\ndefine: &a [*a]\n", "m.yaml"))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("m.yaml")
        .hasMessageContaining("aliases");
  }
}
