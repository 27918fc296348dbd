package dev.menlo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The command, run in this process to its end. */
record Ended(int code, String out, String err) {
  private static final Path EXAMPLES = Path.of("..", "examples");

  static Ended menlo(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            args,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Ended(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  static String example(String name) {
    return EXAMPLES.resolve(name).toString();
  }

  /** Bad input: exit code 2, a message that says these things, nothing on standard output. */
  void isBadInput(String... parts) {
    assertThat(err).startsWith("menlo: ").contains(parts).doesNotContain("Exception", "\tat ");
    assertThat(out).isEmpty();
    assertThat(code).isEqualTo(ExitCode.BAD_INPUT);
  }
}
