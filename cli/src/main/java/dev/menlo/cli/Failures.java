package dev.menlo.cli;

import dev.menlo.engine.BackendUnavailableException;
import dev.menlo.estimator.data.DataException;
import dev.menlo.model.ModelException;
import dev.menlo.study.StudyException;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns exceptions into one message and an exit code. The stack trace is for developers: {@code
 * --debug} shows it.
 */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final PrintStream err;

  Failures(PrintStream err) {
    this.err = err;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    String message = failure.getMessage();
    if (failure instanceof UnmatchedArgumentException unmatched) {
      message += hint(unmatched);
    }
    String name = failure.getCommandLine().getCommandSpec().qualifiedName();
    return input(message + " (" + name + " --help lists the options)");
  }

  private static String hint(UnmatchedArgumentException failure) {
    if (!failure.getUnmatched().get(0).startsWith("-")) {
      Set<String> commands = failure.getCommandLine().getSubcommands().keySet();
      return commands.isEmpty() ? "" : "; the commands are " + String.join(", ", commands);
    }
    List<String> near = failure.getSuggestions();
    return near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?";
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult parseResult) {
    if (MenloCommand.isDebugging(command)) {
      failure.printStackTrace(err);
    }
    return report(failure);
  }

  private int report(Exception failure) {
    if (failure instanceof ModelException
        || failure instanceof DataException
        || failure instanceof StudyException
        || failure instanceof InputException) {
      return input(failure.getMessage());
    }
    if (failure instanceof BackendUnavailableException
        || failure instanceof UnsupportedOperationException) {
      return say(failure.getMessage(), ExitCode.BACKEND_UNAVAILABLE);
    }
    return say(
        "internal error: "
            + failure
            + "; please report it with the command line, the data if you can, and what --debug"
            + " prints (CONTRIBUTING.md says where)",
        ExitCode.INTERNAL_ERROR);
  }

  /** Says what is wrong with the input. */
  int input(String message) {
    return say(message, ExitCode.BAD_INPUT);
  }

  private int say(String message, int code) {
    err.println("menlo: " + message);
    return code;
  }
}
