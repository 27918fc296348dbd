package dev.menlo.cli;

import static dev.menlo.cli.Ended.example;
import static dev.menlo.cli.Ended.menlo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.menlo.engine.Backend;
import dev.menlo.engine.Backends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The subcommands, and what {@code fit} writes beside its tables. */
class CommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void helpListsCommandsAndExitCodes() {
    Ended help = menlo("--help");

    assertThat(help.code()).isZero();
    assertThat(help.out())
        .contains("fit", "structures", "doctor", "completion", "3    backend unavailable");
    assertThat(menlo("fit", "--help").out()).contains("--define", "--stddeviations", "--initial");
  }

  /** A run that begins with a command's name knows that command only. */
  @Test
  void everyCommandHasItsOwnName() {
    Commands.all()
        .forEach(
            (name, command) ->
                assertThat(command.getAnnotation(CommandLine.Command.class).name())
                    .isEqualTo(name));
    assertThat(menlo("study", "run", "--help").out()).contains("menlo study run");
    assertThat(menlo("completion").out()).contains("structures", "summarize");
    assertThat(menlo("--debug", "nlcom", "--help").out()).contains("menlo nlcom");
    assertThat(menlo("fti").err()).contains("fit, replay, predict");
  }

  @Test
  void versionIsThatOfTheBuild() {
    assertThat(menlo("--version").out()).matches("menlo \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
  }

  @Test
  void doctorNamesEveryBackendWithItsReason() throws IOException {
    assertThat(menlo("doctor").out())
        .contains("menlo ", "Java ", "cores", "memory", "cpu-reference", "available");

    JsonNode json = JSON.readTree(menlo("doctor", "--format", "json").out());
    assertThat(json.get("backends").findValuesAsText("name")).contains("cpu", "cuda");
    for (JsonNode backend : json.get("backends")) {
      assertThat(backend.get("available").booleanValue() || !backend.get("reasons").isEmpty())
          .isTrue();
    }
  }

  @Test
  void doctorTellsTheRuleOfAutoAndWhatItLeadsTo() throws IOException {
    String text = menlo("doctor").out();
    JsonNode auto = JSON.readTree(menlo("doctor", "--format", "json").out()).get("auto");

    assertThat(text).contains("menlo.cuda.auto.seconds", "1 fit of 20 groups");
    assertThat(auto).hasSize(6);
    assertThat(auto.get(3).get("cpuSeconds").doubleValue())
        .isGreaterThan(auto.get(2).get("cpuSeconds").doubleValue());
    assertThat(auto.get(0).get("rows").longValue()).isEqualTo(200);
    assertThat(auto.get(0).get("backend").textValue()).isEqualTo("cpu");
  }

  /** Without a GPU the reason is one line, and auto does without. */
  @Test
  void aBackendThatCannotRunIsOneLine() {
    Backend cuda =
        Backends.all().stream().filter(b -> b.name().equals("cuda")).findFirst().orElseThrow();
    assumeFalse(cuda.availability().available(), "this machine has a GPU");
    String reason = cuda.availability().reasons().get(0);

    Ended named = menlo("fit", example("orange.yaml"), "--backend", "cuda");
    Ended auto = menlo("fit", example("orange.yaml"), "--backend", "auto");

    assertThat(named.code()).isEqualTo(3);
    assertThat(named.err().lines()).singleElement().asString().contains(reason);
    assertThat(menlo("doctor").out()).contains(reason.split(" not found")[0]);
    assertThat(auto.code()).as(auto.err()).isZero();
  }

  @Test
  void structuresListsFormulas() {
    assertThat(menlo("structures").out())
        .contains("--resvariance", "g = |v|^delta + _cons", "--rescorrelation", "ctar1");
  }

  @Test
  void completionKnowsFlagsOfFit() {
    assertThat(menlo("completion").out()).contains("complete -F", "--rescorrelation");
  }

  @Test
  void fitPrintsJson() throws IOException {
    Ended fit = menlo("fit", example("orange.yaml"), "--format=json", "--threads", "1");
    JsonNode json = JSON.readTree(fit.out());

    assertThat(json.get("status").textValue()).isEqualTo("converged");
    assertThat(json.get("logLikelihood").doubleValue()).isCloseTo(-131.58457911, within(131.6e-7));
    assertThat(json.at("/provenance/threads").intValue()).isEqualTo(1);
  }

  @Test
  void fitReplacesTheOutputFileAsAWhole() throws IOException {
    Path out = Files.writeString(folder.resolve("fit.json"), "old");

    Ended fit = menlo("fit", example("orange.yaml"), "--out", out.toString());

    assertThat(fit.code()).isZero();
    assertThat(fit.out()).contains("Linearization log likelihood");
    assertThat(JSON.readTree(out.toFile()).get("converged").booleanValue()).isTrue();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(out);
    }
  }

  @Test
  void fitThatRunsOutOfRoundsEndsWithOne() {
    Ended fit =
        menlo("fit", example("soybean.yaml"), "--iterate", "1", "--initial", "b1 18 b2 52 b3 7.5");

    assertThat(fit.code()).isEqualTo(ExitCode.NOT_CONVERGED);
    assertThat(fit.err()).startsWith("menlo: ");
    assertThat(fit.out()).contains("Not converged: ");
  }

  @Test
  void logPrintsOneIterationARound() {
    Ended fit = menlo("fit", example("orange.yaml"), "--log", "--initial", "175 700 300");

    assertThat(fit.out())
        .containsSubsequence(
            "Iteration 1 ",
            "linearization log likelihood = -13",
            "PNLS step:",
            "LME step:",
            "Iteration 2 ",
            "Mixed-effects ML");
  }

  @Test
  void reportingFlagsLeavePartsOut() {
    String out =
        menlo(
                "fit",
                example("orange.yaml"),
                "--noheader",
                "--noretable",
                "--nolegend",
                "--nostderr")
            .out();

    assertThat(out).contains("/b1").doesNotContain("Mixed-effects", "Random-effects", "var(U1)");
  }

  @Test
  void standardDeviationsAreRootsWithErrorsByTheDeltaMethod() throws IOException {
    JsonNode variances = JSON.readTree(soybean().out()).at("/randomEffects/0/parameters");
    JsonNode deviations =
        JSON.readTree(soybean("--stddeviations").out()).at("/randomEffects/0/parameters");

    double v1 = variances.at("/0/estimate").doubleValue();
    double v2 = variances.at("/1/estimate").doubleValue();
    JsonNode sd = deviations.get(0);
    assertThat(sd.get("name").textValue()).isEqualTo("sd(U1)");
    assertThat(sd.get("estimate").doubleValue()).isCloseTo(Math.sqrt(v1), within(1e-12));
    assertThat(sd.get("se").doubleValue())
        .isCloseTo(variances.at("/0/se").doubleValue() / (2 * Math.sqrt(v1)), within(1e-12));
    assertThat(sd.get("upper").doubleValue())
        .isCloseTo(Math.sqrt(variances.at("/0/upper").doubleValue()), within(1e-12));
    JsonNode corr = named(deviations, "corr(U1,U2)");
    double cov = named(variances, "cov(U1,U2)").get("estimate").doubleValue();
    assertThat(corr.get("estimate").doubleValue())
        .isCloseTo(cov / Math.sqrt(v1 * v2), within(1e-12));
    assertThat(corr.get("se").doubleValue()).isBetween(0.01, 0.2);
    assertThat(corr.get("upper").doubleValue()).isBetween(0.7, 1.0);
  }

  private static Ended soybean(String... more) {
    String[] args = {"fit", example("soybean.yaml"), "--format", "json"};
    return menlo(Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new));
  }

  private static JsonNode named(JsonNode parameters, String name) {
    for (JsonNode parameter : parameters) {
      if (parameter.get("name").textValue().equals(name)) {
        return parameter;
      }
    }
    throw new AssertionError("no parameter " + name + " in " + parameters);
  }
}
