package dev.menlo.gpucheck;

import java.nio.file.Path;
import java.util.stream.LongStream;

/**
 * Arguments of the check.
 *
 * @param backend under check
 * @param out where the JSON goes
 * @param mostGroups largest number of groups timed, 0 for none
 * @param mostFits fits in the largest batch, 0 for none
 * @param mostCompared largest number of groups of the fits that are compared with the CPU's
 * @param contract whether the contract suites run
 */
record Options(
    String backend, Path out, int mostGroups, int mostFits, int mostCompared, boolean contract) {
  static final String USAGE =
      "usage: run.sh [--quick] [--no-contract] [--backend NAME] [--groups N] [--fits N]"
          + " [--compared N] [--out FILE]";

  private static final Options FULL =
      new Options("cuda", Path.of("menlo-gpu-check.json"), 10_000_000, 100_000, 500, true);

  /**
   * Reads arguments.
   *
   * @throws IllegalArgumentException with the usage, if one is unknown or lacks its value
   */
  static Options of(String... arguments) {
    Options options = FULL;
    for (int k = 0; k < arguments.length; k++) {
      if (arguments[k].equals("--quick")) {
        options = options.with("--groups", "10000").with("--fits", "200");
      } else if (arguments[k].equals("--no-contract")) {
        options = options.withoutContract();
      } else if (k + 1 < arguments.length) {
        options = options.with(arguments[k], arguments[++k]);
      } else {
        throw new IllegalArgumentException(USAGE);
      }
    }
    return options;
  }

  private Options withoutContract() {
    return new Options(backend, out, mostGroups, mostFits, mostCompared, false);
  }

  private Options with(String key, String value) {
    return switch (key) {
      case "--backend" -> new Options(value, out, mostGroups, mostFits, mostCompared, contract);
      case "--out" ->
          new Options(backend, Path.of(value), mostGroups, mostFits, mostCompared, contract);
      case "--groups" -> new Options(backend, out, number(value), mostFits, mostCompared, contract);
      case "--fits" -> new Options(backend, out, mostGroups, number(value), mostCompared, contract);
      case "--compared" -> new Options(backend, out, mostGroups, mostFits, number(value), contract);
      default -> throw new IllegalArgumentException(USAGE);
    };
  }

  private static int number(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(USAGE, e);
    }
  }

  /** Powers of ten times a size, up to the most; the most itself where that is smaller. */
  static int[] sizes(int first, int most) {
    if (most < first) {
      return most > 0 ? new int[] {most} : new int[0];
    }
    return LongStream.iterate(first, n -> n <= most, n -> 10 * n).mapToInt(n -> (int) n).toArray();
  }
}
