package dev.menlo.cli;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.store.FitFile;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The stored fit that a command asks. */
final class FitArgument {
  @Parameters(index = "0", paramLabel = "FIT", description = "A stored fit: menlo fit --out FIT.")
  private Path file;

  /** The fit. */
  Fit read() {
    return FitFile.read(file);
  }
}
