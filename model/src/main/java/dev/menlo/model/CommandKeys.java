package dev.menlo.model;

import java.util.List;

/** Words that are options of a command, not part of a model, in model files and command lines. */
final class CommandKeys {
  private static final int SHORTEST = 3;

  /** All of them. */
  static final List<String> ALL =
      List.of(
          "data",
          "if",
          "in",
          "title",
          "description",
          "mle",
          "reml",
          "initial",
          "start",
          "multistart",
          "simplify",
          "level",
          "vce",
          "backend",
          "threads",
          "seed",
          "log",
          "format",
          "out",
          "iterate",
          "rowpasses",
          "tolerance",
          "ltolerance",
          "nrtolerance",
          "nonrtolerance",
          "pnlsopts",
          "lmeopts",
          "emiterate",
          "emtolerance",
          "emlog",
          "variance",
          "stddeviations",
          "noretable",
          "nofetable",
          "estmetric",
          "nolegend",
          "noheader",
          "nogroup",
          "nostderr",
          "lrtest",
          "coeflegend");

  private CommandKeys() {}

  /** The word of which a text is the beginning, at least three letters; "" if there is not one. */
  static String complete(String name) {
    if (ALL.contains(name)) {
      return name;
    }
    List<String> matches =
        ALL.stream().filter(k -> name.length() >= SHORTEST && k.startsWith(name)).toList();
    return matches.size() == 1 ? matches.get(0) : "";
  }
}
