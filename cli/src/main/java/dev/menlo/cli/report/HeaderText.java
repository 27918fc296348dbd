package dev.menlo.cli.report;

import dev.menlo.engine.Criterion;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.GroupSummary;
import java.util.ArrayList;
import java.util.List;

/** What stands above the tables: title, sample, groups, log likelihood. */
final class HeaderText {
  private static final int TITLE_WIDTH = 48;
  private static final int PATH_WIDTH = 15;

  private HeaderText() {}

  /**
   * Title and sample.
   *
   * @param groups whether the groups are summarised (menl's {@code nogroup} leaves them out)
   */
  static List<String> lines(Fit fit, boolean groups) {
    List<String> lines = new ArrayList<>();
    String title = "Mixed-effects " + fit.criterion() + " nonlinear regression";
    if (fit.groups().isEmpty()) {
      title = "Nonlinear " + fit.criterion() + " regression";
    }
    lines.add(right(title, "Number of obs     =", StataFormat.count(fit.observations())));
    if (groups && fit.groups().size() == 1) {
      single(fit.groups().get(0), lines);
    } else if (groups && fit.groups().size() > 1) {
      paths(fit.groups(), lines);
    }
    return lines;
  }

  /** {@code Linearization log likelihood = -131.58458}, in menl's words for each case. */
  static String logLikelihood(Fit fit) {
    String name = fit.groups().isEmpty() ? "Log likelihood" : "Linearization log likelihood";
    if (fit.criterion() == Criterion.REML) {
      name =
          fit.groups().isEmpty()
              ? "Log restricted-likelihood"
              : "Linear. log restricted-likelihood";
    }
    return name + " = " + StataFormat.logLikelihood(fit.logLikelihood());
  }

  private static void single(GroupSummary group, List<String> lines) {
    lines.add(
        right(
            "Group variable: " + group.path(),
            "Number of groups  =",
            StataFormat.count(group.count())));
    lines.add("");
    lines.add(" ".repeat(TITLE_WIDTH) + "Obs per group:");
    lines.add(right("", "              min =", StataFormat.count(group.min())));
    lines.add(right("", "              avg =", StataFormat.fixed(group.mean(), 1)));
    lines.add(right("", "              max =", StataFormat.count(group.max())));
  }

  private static void paths(List<GroupSummary> groups, List<String> lines) {
    lines.add("");
    lines.addAll(paths(groups));
  }

  /** The groups of every level as a table. */
  static List<String> paths(List<GroupSummary> groups) {
    List<String> lines = new ArrayList<>();
    int width = groups.stream().mapToInt(g -> g.path().length()).reduce(PATH_WIDTH, Math::max);
    String rule = "-".repeat(width + 46);
    lines.add(rule);
    lines.add(" ".repeat(width) + " |     No. of       Observations per group");
    lines.add(padded("Path", width) + " |     groups    Minimum    Average    Maximum");
    lines.add("-".repeat(width + 1) + "+" + "-".repeat(44));
    for (GroupSummary group : groups) {
      lines.add(
          padded(group.path(), width)
              + String.format(
                  " | %10s %10s %10s %10s",
                  StataFormat.count(group.count()),
                  StataFormat.count(group.min()),
                  StataFormat.fixed(group.mean(), 1),
                  StataFormat.count(group.max())));
    }
    lines.add(rule);
    return lines;
  }

  private static String padded(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  private static String right(String left, String name, String value) {
    return left
        + " ".repeat(Math.max(1, TITLE_WIDTH - left.length()))
        + name
        + String.format(" %10s", value);
  }
}
