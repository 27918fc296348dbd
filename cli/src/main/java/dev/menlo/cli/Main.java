package dev.menlo.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Starts the command. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    StandardOutput output = new StandardOutput();
    PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
    int code = run(args, new Streams(out, System.err, System.console() != null));
    out.flush();
    if (!output.loss().isEmpty()) {
      code =
          new Failures(System.err)
              .input("cannot write to standard output: " + output.loss() + "; free space first");
    }
    System.exit(code);
  }

  /**
   * Runs the command in this process.
   *
   * @param out results
   * @param err messages
   * @return the exit code
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    return run(args, new Streams(out, err, false));
  }

  private static int run(String[] args, Streams streams) {
    CommandLine command = new CommandLine(new MenloCommand(streams));
    Commands.addTo(command, args);
    command.setOut(new PrintWriter(streams.out(), true));
    command.setErr(new PrintWriter(streams.err(), true));
    command.setUsageHelpAutoWidth(true);
    Failures failures = new Failures(streams.err());
    command.setParameterExceptionHandler(failures);
    command.setExecutionExceptionHandler(failures);
    try {
      return command.execute(args);
    } catch (OutOfMemoryError e) {
      return failures.input(
          "out of memory (" + e.getMessage() + "); give more with MENLO_JAVA_OPTIONS=-Xmx8g");
    } catch (StackOverflowError e) {
      return failures.input(
          "the model is nested too deeply; split it with --define, or give a larger stack with"
              + " MENLO_JAVA_OPTIONS=-Xss64m");
    }
  }
}
