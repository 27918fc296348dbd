package dev.menlo.estimator;

import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import dev.menlo.model.ModelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's model files and data, found from the module's or the project's directory. */
public final class Examples {
  private Examples() {}

  /** The directory of the examples. */
  public static Path directory() {
    Path here = Path.of("").toAbsolutePath();
    while (here != null && !Files.isDirectory(here.resolve("examples/data"))) {
      here = here.getParent();
    }
    if (here == null) {
      throw new IllegalStateException("no directory examples/data above the working directory");
    }
    return here.resolve("examples");
  }

  /** The model of a file. */
  public static Model model(String file) {
    return read(file).model();
  }

  /** The data of a model file. */
  public static Dataset data(String file) {
    return Dataset.readCsv(directory().resolve(read(file).options().get("data").text()));
  }

  private static ModelFile read(String file) {
    try {
      return ModelFile.read(directory().resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
