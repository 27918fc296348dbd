package dev.menlo.report.notation;

import static dev.menlo.report.notation.MathMl.joined;
import static dev.menlo.report.notation.MathMl.matrix;
import static dev.menlo.report.notation.MathMl.name;
import static dev.menlo.report.notation.MathMl.number;
import static dev.menlo.report.notation.MathMl.operator;
import static dev.menlo.report.notation.MathMl.row;
import static dev.menlo.report.notation.MathMl.sub;
import static dev.menlo.report.notation.MathMl.sup;
import static dev.menlo.report.notation.MathMl.symbol;
import static dev.menlo.report.notation.MathMl.words;

import dev.menlo.model.CovarianceBlock;
import dev.menlo.model.CovarianceType;
import dev.menlo.model.GroupingLevel;
import dev.menlo.report.markup.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The distribution of random effects, one line a covariance block. */
final class EffectsNotation {
  /** Larger matrices are named, not written out. */
  private static final int MOST = 6;

  private EffectsNotation() {}

  static List<Content> of(List<GroupingLevel> levels) {
    List<Content> lines = new ArrayList<>();
    for (int k = 0; k < levels.size(); k++) {
      for (CovarianceBlock block : levels.get(k).blocks()) {
        if (!block.members().isEmpty()) {
          lines.add(line(levels.get(k), block, Indices.letters(k + 1)));
        }
      }
    }
    return lines;
  }

  private static Content line(GroupingLevel level, CovarianceBlock block, String indices) {
    List<String> names = block.members().stream().map(level.randomEffects()::get).toList();
    Content zero = number("0");
    if (names.size() == 1) {
      return row(
          name(names.get(0), indices),
          operator("∼"),
          normal(zero, sub(symbol("ψ"), words(names.get(0)))));
    }
    List<List<Content>> column = names.stream().map(n -> List.of(name(n, indices))).toList();
    return row(matrix(column), operator("∼"), normal(zero, covariance(block.type(), names)));
  }

  static Content normal(Content mean, Content variance) {
    return row(
        symbol("N"),
        operator("\u2061"),
        MathMl.fenced("(", joined(List.of(mean, variance), operator(",")), ")"));
  }

  private static Content covariance(CovarianceType type, List<String> names) {
    int q = names.size();
    if (q > MOST) {
      return row(
          symbol("Ψ"),
          words(" (" + q + "×" + q + ", " + type.name().toLowerCase(Locale.ROOT) + ")"));
    }
    List<List<Content>> rows =
        IntStream.range(0, q)
            .mapToObj(i -> IntStream.range(0, q).mapToObj(j -> entry(type, names, i, j)).toList())
            .toList();
    return matrix(rows);
  }

  private static Content entry(CovarianceType type, List<String> names, int i, int j) {
    return switch (type) {
      case IDENTITY -> i == j ? symbol("ψ") : number("0");
      case INDEPENDENT -> i == j ? sub(symbol("ψ"), words(names.get(i))) : number("0");
      case EXCHANGEABLE -> sub(symbol("ψ"), number(i == j ? "1" : "2"));
      case UNSTRUCTURED -> sub(symbol("ψ"), number(Math.min(i, j) + 1 + "" + (Math.max(i, j) + 1)));
    };
  }

  /** The variance of errors: sigma squared. */
  static Content sigmaSquared() {
    return sup(symbol("σ"), number("2"));
  }
}
