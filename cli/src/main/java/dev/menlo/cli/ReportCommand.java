package dev.menlo.cli;

import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.report.FitReport;
import dev.menlo.report.figures.FigureKind;
import dev.menlo.report.figures.FigureSettings;
import dev.menlo.report.page.Figure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code menlo report}: writes the report of a fit. */
@Command(
    name = "report",
    description = {
      "Writes the report of a fit as one self-contained HTML page.",
      "",
      "docs/report.md tells what each figure shows and how to read it."
    },
    sortOptions = false,
    sortSynopsis = false)
final class ReportCommand implements Callable<Integer> {
  @ParentCommand private MenloCommand menlo;

  @Mixin private FitOrModelArgument fit;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "Where to write the page.")
  private Path out;

  @Option(
      names = "--plots",
      paramLabel = "FOLDER",
      description = "Also write each figure to this folder.")
  private Path plots;

  @Option(
      names = "--format",
      paramLabel = "svg|png",
      defaultValue = "svg",
      description = "Format of these figures (${DEFAULT-VALUE}).")
  private String format;

  @Mixin private FigureFlags figureFlags;

  @Override
  public Integer call() {
    FigureSettings settings = figureFlags.settings();
    PlotFile.requireFormat(format, "--format");
    FittedModel fitted = fit.read(menlo.streams());
    Dataset beside = figureFlags.beside();
    OutputFile.write(out, FitReport.page(fitted, settings, beside).html());
    if (plots != null) {
      write(FitReport.figures(fitted, List.of(FigureKind.values()), settings, beside));
    }
    return ExitCode.FITTED;
  }

  private void write(List<Figure> figures) {
    OutputFile.write(plots, Files::createDirectories);
    figures.forEach(figure -> PlotFile.write(plots.resolve(figure.id() + "." + format), figure));
  }
}
