package dev.menlo.cli;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.store.FitFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stored fits under the names of their files. */
final class NamedFits {
  private NamedFits() {}

  /** The fits in order; a name that comes again is the whole path. */
  static Map<String, Fit> read(List<Path> files) {
    Map<String, Fit> fits = new LinkedHashMap<>();
    for (Path file : files) {
      String name = name(file);
      fits.put(fits.containsKey(name) ? file.toString() : name, FitFile.read(file));
    }
    return fits;
  }

  /** The file's name without folder and extension. */
  static String name(Path file) {
    return file.getFileName().toString().replaceFirst("(\\.json)?(\\.gz)?$", "");
  }
}
