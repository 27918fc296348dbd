package dev.menlo.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code menlo completion}: a script that completes menlo's words in bash and zsh. */
@Command(
    name = "completion",
    description = "Prints a completion script for bash and zsh: source <(menlo completion)")
final class CompletionCommand implements Callable<Integer> {
  @ParentCommand private MenloCommand menlo;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    menlo.streams().out().print(AutoComplete.bash("menlo", spec.root().commandLine()));
    return ExitCode.FITTED;
  }
}
