package dev.menlo.bench.suite;

import java.util.ArrayList;
import java.util.List;

/**
 * The options of {@code bench/run}.
 *
 * @param preset how much is measured
 * @param only parts to measure, again if they were before; empty for all
 * @param fresh whether results kept from a run before are dropped
 * @param pageOnly whether nothing is measured
 */
record Options(Preset preset, List<String> only, boolean fresh, boolean pageOnly) {
  static final String USAGE =
      "usage: bench/run [--quick|--full] [--only PART,...] [--fresh] [--page]";

  /** Reads the options; full by default. */
  static Options parse(String... args) {
    Preset preset = Preset.FULL;
    List<String> only = new ArrayList<>();
    boolean fresh = false;
    boolean pageOnly = false;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--quick":
          preset = Preset.QUICK;
          break;
        case "--full":
          preset = Preset.FULL;
          break;
        case "--fresh":
          fresh = true;
          break;
        case "--page":
          pageOnly = true;
          break;
        case "--only":
          if (++i == args.length) {
            throw new IllegalArgumentException(USAGE);
          }
          only.addAll(List.of(args[i].split(",")));
          break;
        default:
          throw new IllegalArgumentException(args[i] + ": " + USAGE);
      }
    }
    return new Options(preset, List.copyOf(only), fresh, pageOnly);
  }

  /** Refuses names that are of no part. */
  void requireKnown(List<String> parts) {
    for (String name : only) {
      if (!parts.contains(name)) {
        throw new IllegalArgumentException(
            "no part " + name + " in " + preset.name() + "; there are " + String.join(", ", parts));
      }
    }
  }

  boolean measures(String part) {
    return !pageOnly && (only.isEmpty() || only.contains(part));
  }

  /** A run of chosen parts prints them and leaves results and page alone. */
  boolean writesPage() {
    return only.isEmpty();
  }

  String command() {
    return "bench/run --" + preset.name();
  }
}
