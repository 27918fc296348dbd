package dev.menlo.cli;

import dev.menlo.estimator.FittedModel;
import dev.menlo.report.FitReport;
import dev.menlo.report.figures.FigureKind;
import dev.menlo.report.figures.FigureSettings;
import dev.menlo.report.page.Figure;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code menlo plot}: writes one figure of a fit. */
@Command(
    name = "plot",
    description = {
      "Writes one figure of a fit as SVG or PNG.",
      "",
      "docs/report.md tells what each kind shows and how to read it."
    },
    sortOptions = false,
    sortSynopsis = false)
final class PlotCommand implements Callable<Integer> {
  @ParentCommand private MenloCommand menlo;

  @Mixin private FitOrModelArgument fit;

  @Option(
      names = "--kind",
      required = true,
      paramLabel = "NAME",
      completionCandidates = Kinds.class,
      description = "What to draw: ${COMPLETION-CANDIDATES}.")
  private String kind;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "Where to write it; the ending, .svg or .png, is the format.")
  private Path out;

  @Mixin private FigureFlags figureFlags;

  @Override
  public Integer call() {
    FigureKind what =
        FigureKind.named(kind)
            .orElseThrow(
                () ->
                    new InputException(
                        "--kind "
                            + kind
                            + ": no such figure; there is "
                            + String.join(", ", FigureKind.ids())));
    PlotFile.requireFormat(PlotFile.format(out), "--out " + out);
    FigureSettings settings = figureFlags.settings();
    FittedModel fitted = fit.read(menlo.streams());
    List<Figure> figures = FitReport.figures(fitted, List.of(what), settings, figureFlags.beside());
    if (figures.isEmpty()) {
      throw new InputException(
          "this fit has nothing to draw as " + kind + "; menlo report draws all that it has");
    }
    PlotFile.write(out, figures.get(0));
    return ExitCode.FITTED;
  }

  /** The names of the figures, for help and completion. */
  static final class Kinds implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return FigureKind.ids().iterator();
    }
  }
}
