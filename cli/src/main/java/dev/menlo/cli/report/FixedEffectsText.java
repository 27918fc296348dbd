package dev.menlo.cli.report;

import dev.menlo.estimator.CoefficientEstimate;
import dev.menlo.estimator.Fit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The coefficient table: linear combinations as blocks with {@code _cons} last, then the free
 * parameters, marked by a slash.
 */
final class FixedEffectsText {
  private static final int NAME_WIDTH = 12;

  private final Fit fit;
  private final String response;
  private final int width;
  private final List<String> lines = new ArrayList<>();

  private FixedEffectsText(Fit fit, String response) {
    this.fit = fit;
    this.response = response;
    this.width =
        fit.fixedEffects().stream()
            .mapToInt(c -> Math.max(label(c).length(), c.equation().length()))
            .reduce(Math.max(NAME_WIDTH, response.length()), Math::max);
  }

  static List<String> lines(Fit fit, String response) {
    return new FixedEffectsText(fit, response).lines();
  }

  private List<String> lines() {
    String rule = CoefficientRow.rule(width);
    String separator = CoefficientRow.separator(width);
    lines.addAll(VceText.above(fit, rule.length()));
    lines.add(rule);
    lines.add(
        name(response)
            + " | Coefficient"
            + CoefficientRow.HEADINGS
            + ConfidenceHeading.of(fit.level()));
    for (Map.Entry<String, List<CoefficientEstimate>> block : blocks().entrySet()) {
      lines.add(separator);
      if (!block.getKey().isEmpty()) {
        lines.add(leftAligned(block.getKey()) + " |");
      }
      block.getValue().forEach(c -> lines.add(row(c)));
    }
    lines.add(rule);
    return lines;
  }

  /** Coefficients by equation in model order, free parameters last. */
  private Map<String, List<CoefficientEstimate>> blocks() {
    Map<String, List<CoefficientEstimate>> blocks = new LinkedHashMap<>();
    List<CoefficientEstimate> free = new ArrayList<>();
    for (CoefficientEstimate c : fit.fixedEffects()) {
      if (c.equation().isEmpty()) {
        free.add(c);
      } else {
        blocks.computeIfAbsent(c.equation(), e -> new ArrayList<>()).add(c);
      }
    }
    blocks.values().forEach(FixedEffectsText::constantLast);
    if (!free.isEmpty()) {
      blocks.put("", free);
    }
    return blocks;
  }

  private static void constantLast(List<CoefficientEstimate> block) {
    block.sort((a, b) -> Boolean.compare(a.term().equals("_cons"), b.term().equals("_cons")));
  }

  private static String label(CoefficientEstimate c) {
    return c.equation().isEmpty() ? "/" + c.term() : c.term();
  }

  private String row(CoefficientEstimate c) {
    String head = name(label(c)) + " |";
    if (c.aliased()) {
      return head + "          0  (omitted)";
    }
    return head + CoefficientRow.numbers(c.estimate(), c.se(), c.z(), c.p(), c.lower(), c.upper());
  }

  private String name(String text) {
    return CoefficientRow.name(text, width);
  }

  private String leftAligned(String text) {
    return text + " ".repeat(width - text.length());
  }
}
