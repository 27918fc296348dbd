package dev.menlo.estimator.postestimation;

import java.util.Locale;

/**
 * By which rule standard errors are computed.
 *
 * @param rule the rule
 * @param cluster variable or grouping level of CLUSTER, else ""
 */
public record Vce(Rule rule, String cluster) {
  /** menl's own. */
  public static final Vce MENL = new Vce(Rule.MENL, "");

  /** Information with the fixed effects free. */
  public static final Vce FULL = new Vce(Rule.FULL, "");

  /** Sandwich over the outermost groups. */
  public static final Vce ROBUST = new Vce(Rule.ROBUST, "");

  /** The rules. */
  public enum Rule {
    /** menl's: method.md, eqs. 14 and 15. */
    MENL,
    /** The joint information of all parameters: method.md, eq. 20. */
    FULL,
    /** For fixed effects the sandwich over the outermost groups: method.md, eq. 21. */
    ROBUST,
    /** The same over groups of a variable. */
    CLUSTER
  }

  /** Sandwich over the groups of a variable or level that holds the outermost groups. */
  public static Vce cluster(String variable) {
    return new Vce(Rule.CLUSTER, variable);
  }

  /**
   * Reads {@code menl}, {@code full}, {@code robust} or {@code cluster VARIABLE}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static Vce parse(String text) {
    String[] words = text.strip().split("\\s+", 2);
    boolean clustered = words[0].equals("cluster") && words.length == 2;
    if (clustered) {
      return cluster(words[1].strip());
    }
    return switch (text.strip()) {
      case "menl" -> MENL;
      case "full" -> FULL;
      case "robust" -> ROBUST;
      default ->
          throw new IllegalArgumentException(
              "vce is menl, full, robust or \"cluster VARIABLE\", not \"" + text + "\"");
    };
  }

  @Override
  public String toString() {
    String name = rule.name().toLowerCase(Locale.ROOT);
    return cluster.isEmpty() ? name : name + " " + cluster;
  }
}
