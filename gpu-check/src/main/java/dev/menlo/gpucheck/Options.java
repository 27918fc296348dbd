package dev.menlo.gpucheck;

import java.nio.file.Path;

/**
 * Arguments of the check.
 *
 * @param backend under check
 * @param out where the JSON goes
 * @param mostGroups largest number of groups timed
 * @param mostFits fits in the largest batch
 * @param contract whether the contract suites run
 */
record Options(String backend, Path out, int mostGroups, int mostFits, boolean contract) {
  static final String USAGE =
      "usage: run.sh [--quick] [--no-contract] [--backend NAME] [--groups N] [--fits N] [--out FILE]";

  /**
   * Reads arguments.
   *
   * @throws IllegalArgumentException with the usage, if one is unknown or lacks its value
   */
  static Options of(String... arguments) {
    Options options =
        new Options("cuda", Path.of("menlo-gpu-check.json"), 10_000_000, 100_000, true);
    for (int k = 0; k < arguments.length; k++) {
      if (arguments[k].equals("--quick")) {
        options = new Options(options.backend, options.out, 10_000, 200, options.contract);
        continue;
      }
      if (arguments[k].equals("--no-contract")) {
        options =
            new Options(options.backend, options.out, options.mostGroups, options.mostFits, false);
        continue;
      }
      if (k + 1 == arguments.length) {
        throw new IllegalArgumentException(USAGE);
      }
      options = options.with(arguments[k], arguments[++k]);
    }
    return options;
  }

  private Options with(String key, String value) {
    try {
      return switch (key) {
        case "--backend" -> new Options(value, out, mostGroups, mostFits, contract);
        case "--out" -> new Options(backend, Path.of(value), mostGroups, mostFits, contract);
        case "--groups" -> new Options(backend, out, Integer.parseInt(value), mostFits, contract);
        case "--fits" -> new Options(backend, out, mostGroups, Integer.parseInt(value), contract);
        default -> throw new IllegalArgumentException(USAGE);
      };
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(USAGE, e);
    }
  }
}
