package dev.menlo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import jdk.jshell.tool.JavaShellToolBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs and the script of {@code examples/java} do what they say. */
class JavaExamplesTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  @TempDir private static Path folder;

  @BeforeAll
  static void compile() throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-Xlint:all",
                "-Werror",
                "-proc:none",
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path")));
    try (Stream<Path> files = Files.list(EXAMPLES.resolve("java"))) {
      files.map(Path::toString).filter(f -> f.endsWith(".java")).sorted().forEach(arguments::add);
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int code = compiler.run(null, null, messages, arguments.toArray(String[]::new));
    assertThat(code).as(messages.toString(StandardCharsets.UTF_8)).isZero();
  }

  /** What a program prints. */
  private static String output(String program) throws Exception {
    PrintStream standard = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      String[] arguments = {EXAMPLES.toString(), folder.toString()};
      loader.loadClass(program).getMethod("main", String[].class).invoke(null, (Object) arguments);
    } finally {
      System.setOut(standard);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void predictions() throws Exception {
    // First row and b2/b3 as R's nlme has them.
    assertThat(output("Predictions"))
        .contains("first row: 23.797 28.126 6.203 0.791", "b2/b3: 2.099", "U1 of tree 5:")
        .contains("asymptote of tree 1: 161.64", "by own data:");
  }

  @Test
  void storedFits() throws Exception {
    assertThat(output("StoredFits"))
        .contains("same: true", "sd(U1)", "drawn: 35 rows of circumf", "elsewhere: 4");
  }

  @Test
  void shellScript() throws Exception {
    String script =
        Files.readString(EXAMPLES.resolve("java/orange.jsh"))
            .replace("examples/data", EXAMPLES.toString().replace('\\', '/') + "/data");
    Path copy = Files.writeString(folder.resolve("orange.jsh"), script);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream standard = System.out;
    int code;
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      code =
          JavaShellToolBuilder.builder()
              .in(new ByteArrayInputStream(new byte[0]), null)
              .out(new PrintStream(out, true, StandardCharsets.UTF_8))
              .err(new PrintStream(out, true, StandardCharsets.UTF_8))
              .persistence(new HashMap<>())
              .start(
                  "--execution",
                  "local",
                  "--class-path",
                  System.getProperty("java.class.path"),
                  copy.toString());
    } finally {
      System.setOut(standard);
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("log likelihood -131.58458", "population at 118 days 28.126", "tree 5");
    assertThat(code).isZero();
  }
}
