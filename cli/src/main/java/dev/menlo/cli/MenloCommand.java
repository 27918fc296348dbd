package dev.menlo.cli;

import dev.menlo.cli.report.Report;
import dev.menlo.estimator.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code menlo}: shows help and the version; its subcommands are {@link Commands}. */
@Command(
    name = "menlo",
    description = "Fits nonlinear mixed-effects models, in the words of Stata's menl.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = MenloCommand.VersionText.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:fitted",
      "1:not converged",
      "2:bad input",
      "3:backend unavailable",
      "70:a mistake in menlo"
    },
    footer = {
      "",
      "Examples:",
      "  menlo fit examples/orange.yaml",
      "  menlo fit \"y = {a}*exp(-({k}+{U[id]})*time)\" --data drug.csv --reml --out drug.json",
      "  menlo replay drug.json --level 90",
      "  menlo predict drug.json --confidence --out drug-curves.csv",
      "  menlo nlcom drug.json \"half: ln(2)/exp({k})\""
    })
final class MenloCommand implements Runnable {
  private final Streams streams;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help.")
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Shows the version.")
  private boolean version;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      hidden = true,
      description = "Shows stack traces.")
  private boolean debug;

  MenloCommand(Streams streams) {
    this.streams = streams;
  }

  Streams streams() {
    return streams;
  }

  /** Prints a report as text or json, the value of {@code --format}. */
  int print(Report report, String format) {
    if (OutputFormat.of(format, "--format") == OutputFormat.JSON) {
      streams.out().print(report.json());
    } else {
      report.lines().forEach(streams.out()::println);
    }
    return ExitCode.FITTED;
  }

  /** Whether {@code --debug} was given to a command or the environment sets MENLO_DEBUG. */
  static boolean isDebugging(CommandLine command) {
    CommandLine root = command;
    while (root.getParent() != null) {
      root = root.getParent();
    }
    MenloCommand menlo = root.getCommand();
    return menlo.debug || System.getenv("MENLO_DEBUG") != null;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "name a command");
  }

  /** The version that the build wrote into the estimator's jar. */
  static final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"menlo " + Version.TEXT};
    }
  }
}
