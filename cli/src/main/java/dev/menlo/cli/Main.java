package dev.menlo.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Starts the command. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args, new Streams(System.out, System.err, System.console() != null)));
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
    command.setOut(new PrintWriter(streams.out(), true));
    command.setErr(new PrintWriter(streams.err(), true));
    command.setUsageHelpAutoWidth(true);
    Failures failures = new Failures(streams.err());
    command.setParameterExceptionHandler(failures);
    command.setExecutionExceptionHandler(failures);
    int code = command.execute(args);
    streams.out().flush();
    if (streams.out().checkError()) {
      return failures.input("cannot write to standard output: is the disk full?");
    }
    return code;
  }
}
