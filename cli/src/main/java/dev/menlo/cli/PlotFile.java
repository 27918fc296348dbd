package dev.menlo.cli;

import dev.menlo.estimator.store.WholeFile;
import dev.menlo.report.page.Figure;
import dev.menlo.report.page.FigureFile;
import java.nio.file.Path;
import java.util.Locale;

/** Writes figures as SVG or PNG, by the ending of the file's name. */
final class PlotFile {
  /** Pixels a unit of the drawing: sharp on dense screens and in print. */
  private static final double SCALE = 3;

  private PlotFile() {}

  /** The ending of a name, in lower case. */
  static String format(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * Refuses formats other than SVG and PNG.
   *
   * @param place where it was given
   */
  static void requireFormat(String format, String place) {
    if (!format.equals("svg") && !format.equals("png")) {
      throw new InputException(place + ": figures are written as svg or png, not " + format);
    }
  }

  static void write(Path target, Figure figure) {
    if (format(target).equals("png")) {
      OutputFile.write(
          target,
          file -> {
            byte[] image = FigureFile.png(figure, SCALE);
            WholeFile.write(file, out -> out.write(image));
          });
    } else {
      OutputFile.write(target, FigureFile.svg(figure));
    }
  }
}
