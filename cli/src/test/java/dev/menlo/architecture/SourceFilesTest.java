package dev.menlo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules of CONTRIBUTING.md that only the text of the sources shows. */
class SourceFilesTest {
  private static final int MOST_LINES = 500;
  private static final Pattern LEFT_FOR_LATER = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");
  private static final Pattern SWALLOWED =
      Pattern.compile("catch \\((Throwable|Exception|Error) \\w+\\) \\{\\s*\\}");
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void noFileIsLong() throws IOException {
    assertThat(sources())
        .allSatisfy(f -> assertThat(lines(f)).hasSizeLessThanOrEqualTo(MOST_LINES));
  }

  @Test
  void nothingIsLeftForLater() throws IOException {
    assertThat(sources())
        .filteredOn(f -> !f.endsWith("SourceFilesTest.java"))
        .allSatisfy(f -> assertThat(text(f)).doesNotContainPattern(LEFT_FOR_LATER));
  }

  @Test
  void noErrorIsSwallowed() throws IOException {
    assertThat(sources()).allSatisfy(f -> assertThat(text(f)).doesNotContainPattern(SWALLOWED));
  }

  @Test
  void everyMainPackageSaysWhatLivesThere() throws IOException {
    List<Path> packages =
        sources().stream()
            .filter(f -> f.toString().contains("/src/main/java/dev/"))
            .map(Path::getParent)
            .distinct()
            .toList();

    assertThat(packages)
        .allSatisfy(p -> assertThat(p.resolve("package-info.java")).isRegularFile());
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(m -> m.resolve("src"))
          .filter(Files::isDirectory)
          .flatMap(SourceFilesTest::javaFiles)
          .toList();
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    return text(file).lines().toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
