package dev.menlo.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code menlo study}: simulation studies. */
@Command(
    name = "study",
    description = {
      "Simulation studies: draws data from a model, fits them by the methods to compare, and"
          + " summarises bias, standard errors, coverage and power with Monte Carlo errors.",
      "",
      "docs/studies.md describes the study file."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      StudyRunCommand.class,
      StudySummarizeCommand.class,
      StudyDataCommand.class,
      StudyExportCommand.class,
      StudyReportCommand.class,
      StudyReplayCommand.class
    })
final class StudyCommand implements Runnable {
  @ParentCommand private MenloCommand menlo;
  @Spec private CommandSpec spec;

  Streams streams() {
    return menlo.streams();
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "name a command of study");
  }
}
