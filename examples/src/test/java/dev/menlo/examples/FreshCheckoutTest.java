package dev.menlo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first command on a copy of the sources, in a folder with spaces in its name. */
class FreshCheckoutTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Set<String> NOT_SOURCES = Set.of("target", ".git");

  @TempDir private static Path folder;
  private static Path checkout;
  private static int exitCode;
  private static String output;
  private static String error;

  @BeforeAll
  static void runTheFirstCommand() throws IOException, InterruptedException {
    checkout = folder.resolve("fresh checkout");
    copy(ROOT, checkout);
    Path messages = folder.resolve("messages");
    ProcessBuilder builder =
        new ProcessBuilder(checkout.resolve("menlo").toString(), "fit", "examples/orange.yaml")
            .directory(checkout.toFile())
            .redirectError(messages.toFile());
    builder
        .environment()
        .put("MAVEN_OPTS", "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    exitCode = process.waitFor();
    error = Files.readString(messages);
  }

  @Test
  void buildsAndPrintsThePublishedTable() {
    assertThat(exitCode).as(error).isZero();
    assertThat(error).startsWith("menlo: building");
    assertThat(output).contains("-131.58458", "191.049", "722.556", "344.1624");
  }

  @Test
  void jarsAreTheSameBytesAsThoseOfThisBuild() throws IOException {
    List<Path> jars;
    try (Stream<Path> files = Files.list(checkout.resolve("target/launcher/lib"))) {
      jars = files.filter(f -> f.getFileName().toString().startsWith("menlo-")).toList();
    }

    assertThat(jars).hasSizeGreaterThanOrEqualTo(6);
    assertThat(jars).allSatisfy(jar -> assertThat(jar).hasSameBinaryContentAs(builtHere(jar)));
  }

  private static Path builtHere(Path jar) {
    String name = jar.getFileName().toString();
    String module = name.substring("menlo-".length(), name.indexOf("-0."));
    return ROOT.resolve(module).resolve("target").resolve(name);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (Stream<Path> entries = Files.list(from)) {
      entries
          .filter(e -> !NOT_SOURCES.contains(e.getFileName().toString()))
          .forEach(e -> copyEntry(e, to.resolve(e.getFileName())));
    }
  }

  private static void copyEntry(Path from, Path to) {
    try {
      if (Files.isDirectory(from)) {
        copy(from, to);
      } else {
        Files.copy(from, to, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
