package dev.menlo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the builds of {@code library/} left behind: their log, and the repository they drew from.
 */
class LibraryProjectTest {
  private static final Path TARGET = Path.of("target");

  @Test
  void fitsOnTheClassPathAndOnTheModulePath() throws IOException {
    assertThat(log())
        .contains("named modules: false, backend cpu, log likelihood -131.58458")
        .contains("named modules: true, backend cpu, log likelihood -131.58458")
        .contains("b1 191.049", "b2 722.556", "b3 344.162")
        .contains("growth 0.1388, std. err. ", "b1 = 200: chi2(1) 0.31, p 0.580");
  }

  @Test
  void swapsTheBackendByOneDependencyAndOneOption() throws IOException {
    assertThat(log())
        .contains("named modules: true, backend cpu-reference, log likelihood -131.58458")
        .contains("BackendUnavailableException: backend cuda is unavailable: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"engine-api", "engine-cpu", "model", "estimator"})
  void sourcesAndJavadocAreInstalled(String module) throws IOException {
    Path folder = TARGET.resolve("repository/dev/menlo/menlo-" + module);
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .anyMatch(name -> name.endsWith("-sources.jar"))
          .anyMatch(name -> name.endsWith("-javadoc.jar"));
    }
  }

  private static String log() throws IOException {
    return Files.readString(TARGET.resolve("library/build.log"));
  }
}
