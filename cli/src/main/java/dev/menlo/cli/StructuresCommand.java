package dev.menlo.cli;

import dev.menlo.model.residual.StructureCatalogue;
import dev.menlo.model.residual.StructureDescription;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code menlo structures}: the residual structures with their formulas. */
@Command(
    name = "structures",
    description = "Lists the variance functions and correlations of within-group errors.")
final class StructuresCommand implements Callable<Integer> {
  @ParentCommand private MenloCommand menlo;

  @Override
  public Integer call() {
    for (StructureDescription.Option option : StructureDescription.Option.values()) {
      print(option, StructureCatalogue.all().stream().filter(s -> s.option() == option).toList());
    }
    return ExitCode.FITTED;
  }

  private void print(StructureDescription.Option option, List<StructureDescription> structures) {
    PrintStream out = menlo.streams().out();
    out.println("--" + option.name().toLowerCase(Locale.ROOT));
    for (StructureDescription s : structures) {
      out.println();
      out.println("  " + s.syntax());
      line("formula", s.formula());
      line("parameters", s.parameters());
      line("example", "--" + option.name().toLowerCase(Locale.ROOT) + " \"" + s.example() + "\"");
      line("cost", s.whitening() + " for a group of n rows");
      line("elsewhere", (s.menl() ? "menl; " : "not in menl; ") + "nlme: " + s.nlme());
    }
    out.println();
  }

  private void line(String name, String text) {
    menlo.streams().out().printf("    %-11s %s%n", name, text);
  }
}
