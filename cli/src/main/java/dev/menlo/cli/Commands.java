package dev.menlo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * The subcommands of {@code menlo}, each one class with its name.
 *
 * <p>picocli reads every option of every command that it is given, which takes as long as the rest
 * of the start. A run that begins with the name of a command is given that one only; whatever else
 * (help, options first, misspelt names) and {@code completion} see them all.
 */
final class Commands {
  private static final Map<String, Class<?>> BY_NAME = byName();

  private Commands() {}

  private static Map<String, Class<?>> byName() {
    Map<String, Class<?>> byName = new LinkedHashMap<>();
    byName.put("fit", FitCommand.class);
    byName.put("replay", ReplayCommand.class);
    byName.put("predict", PredictCommand.class);
    byName.put("simulate", SimulateCommand.class);
    byName.put("nlcom", NlcomCommand.class);
    byName.put("lincom", LincomCommand.class);
    byName.put("test", TestCommand.class);
    byName.put("testnl", TestnlCommand.class);
    byName.put("lrtest", LrtestCommand.class);
    byName.put("estimates", EstimatesCommand.class);
    byName.put("estat", EstatCommand.class);
    byName.put("margins", MarginsCommand.class);
    byName.put("confint", ConfintCommand.class);
    byName.put("bootstrap", BootstrapCommand.class);
    byName.put("power", PowerCommand.class);
    byName.put("study", StudyCommand.class);
    byName.put("report", ReportCommand.class);
    byName.put("plot", PlotCommand.class);
    byName.put("diagnose", DiagnoseCommand.class);
    byName.put("structures", StructuresCommand.class);
    byName.put("doctor", DoctorCommand.class);
    byName.put("completion", CompletionCommand.class);
    return byName;
  }

  /** Names and classes in the order in which help lists them. */
  static Map<String, Class<?>> all() {
    return BY_NAME;
  }

  /** Gives a command line the subcommands that its arguments may need. */
  static void addTo(CommandLine menlo, String[] args) {
    needed(args).forEach(name -> menlo.addSubcommand(name, BY_NAME.get(name)));
  }

  private static List<String> needed(String[] args) {
    boolean alone =
        args.length > 0 && BY_NAME.containsKey(args[0]) && !args[0].equals("completion");
    return alone ? List.of(args[0]) : List.copyOf(BY_NAME.keySet());
  }
}
