package dev.menlo.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A checkout reduced to the launcher, one module and one source, with a stand-in for {@code mvn}
 * that delivers a compiled command which prints its arguments and ends with code 7.
 */
final class Checkout {
  private static final String COMMAND =
      """
      package dev.menlo.cli;

      public final class Main {
        public static void main(String[] args) throws java.io.IOException {
          System.out.print(java.util.List.of(args));
          System.out.flush();
          if (args.length > 0 && args[0].equals("wait")) {
            System.in.read();
          }
          String property = System.getProperty("menlo.test");
          System.out.println(property == null ? "" : " " + property);
          System.out.println("in " + java.nio.file.Path.of("").toAbsolutePath());
          System.exit(7);
        }
      }
      """;

  private static final String MAVEN =
      """
      #!/usr/bin/env bash
      if [ "$1" = -v ]; then echo "Apache Maven ${MAVEN_VERSION:-3.8.7}"; exit; fi
      echo "$*" >>"$MAVEN_RUNS"
      sleep 0.3
      if [ -n "${FAIL_BUILD:-}" ]; then echo "[ERROR] no such thing"; exit 1; fi
      mkdir -p cli/target/menlo/lib
      cp "$COMMAND_JAR" cli/target/menlo/lib/
      """;

  private final Path root;
  private final Path tools;
  private final Path mavenRuns;
  private final Map<String, String> environment = new HashMap<>();

  private Checkout(Path root) {
    this.root = root;
    this.tools = root.resolveSibling("tools");
    this.mavenRuns = tools.resolve("maven-runs");
  }

  /** Lays the checkout in an empty folder, and its tools beside it. */
  static Checkout in(Path root) throws IOException, InterruptedException {
    Checkout checkout = new Checkout(root);
    checkout.laySources();
    checkout.layTools();
    return checkout;
  }

  private void laySources() throws IOException {
    Files.copy(Path.of("..", "menlo").toAbsolutePath().normalize(), launcher());
    Files.createDirectories(source().getParent());
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    Files.writeString(root.resolve("cli/pom.xml"), "<project/>");
    Files.writeString(source(), "source");
    FileTime past = FileTime.from(Instant.now().minusSeconds(60));
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, past);
      }
    }
  }

  private void layTools() throws IOException, InterruptedException {
    Files.createDirectory(tools);
    Path source = Files.writeString(tools.resolve("Main.java"), COMMAND);
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", tools.resolve("classes").toString(), source.toString());
    Path jar = tools.resolve("command.jar");
    int unpacked =
        java.util.spi.ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--create",
                "--file=" + jar,
                "-C",
                tools.resolve("classes").toString(),
                ".");
    if (failed + unpacked != 0) {
      throw new IllegalStateException("cannot compile the stand-in command");
    }
    executable(tools.resolve("mvn"), MAVEN);
    environment.put("PATH", tools + ":" + System.getenv("PATH"));
    environment.put("MAVEN_RUNS", mavenRuns.toString());
    environment.put("COMMAND_JAR", jar.toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
  }

  private static Path executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Path launcher() {
    return root.resolve("menlo");
  }

  Path source() {
    return root.resolve("cli/src/main/java/Source.java");
  }

  void set(String variable, String value) {
    environment.put(variable, value);
  }

  /** Leaves a search path on which there is no Maven. */
  void removeMaven() throws IOException {
    Path folder = Files.createDirectory(tools.resolve("few"));
    for (String tool :
        List.of("bash", "env", "dirname", "readlink", "grep", "find", "mkdir", "flock")) {
      Path found =
          Stream.of(System.getenv("PATH").split(":"))
              .map(d -> Path.of(d, tool))
              .filter(Files::isExecutable)
              .findFirst()
              .orElseThrow();
      Files.copy(found, folder.resolve(tool));
    }
    environment.put("PATH", folder.toString());
  }

  /** A java home that claims a version. */
  Path javaOfVersion(String version) throws IOException {
    Path home = Files.createDirectories(tools.resolve("jdk"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    executable(Files.createDirectory(home.resolve("bin")).resolve("java"), "#!/bin/sh\nexit 1\n");
    return home;
  }

  /** Dates the image after every source. */
  void pretendBuiltLater() throws IOException {
    Files.setLastModifiedTime(
        root.resolve("target/launcher/built"), FileTime.from(Instant.now().plusSeconds(5)));
  }

  int builds() throws IOException {
    return Files.readAllLines(mavenRuns).size();
  }

  String mavenArguments() throws IOException {
    return Files.readString(mavenRuns);
  }

  /** Runs the launcher in the checkout. */
  Run menlo(String... arguments) throws IOException, InterruptedException {
    return start(root, launcher(), arguments);
  }

  /** Runs a link to the launcher in some directory. */
  Run start(Path directory, Path launcher, String... arguments)
      throws IOException, InterruptedException {
    return Run.of(process(directory, launcher, arguments));
  }

  /** Starts the launcher in the checkout and does not wait. */
  Process begin(String... arguments) throws IOException {
    return process(root, launcher(), arguments);
  }

  private Process process(Path directory, Path launcher, String... arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList());
    builder.directory(directory.toFile()).environment().putAll(environment);
    return builder.start();
  }
}
