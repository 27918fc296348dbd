package dev.menlo.model.residual;

/**
 * A residual structure in words, for listings and for the table that compares packages.
 *
 * @param option the option it belongs to
 * @param syntax its text in that option, optional parts in brackets
 * @param example a text that parses
 * @param formula g of the variance function, or an entry of C
 * @param parameters natural parameters with their ranges
 * @param whitening the work that R^{-1/2} takes for a group of n rows
 * @param menl whether menl has it
 * @param nlme the nearest constructor of nlme
 */
public record StructureDescription(
    Option option,
    String syntax,
    String example,
    String formula,
    String parameters,
    String whitening,
    boolean menl,
    String nlme) {
  /** The options of which a structure can be part. */
  public enum Option {
    /** {@code resvariance()}. */
    RESVARIANCE,
    /** {@code rescorrelation()}. */
    RESCORRELATION
  }

  /** The structure's name: the first word of its syntax. */
  public String name() {
    return syntax.split("[ ,]")[0];
  }
}
