package dev.menlo.model.residual;

import java.util.ArrayList;
import java.util.List;

/**
 * What a residual structure requires of a variable, in the rows of the likelihood. Checked when the
 * model is bound to data.
 *
 * @param variable the variable
 * @param kind what must hold
 */
public record Requirement(String variable, Kind kind) {
  /** What must hold of the values of a variable. */
  public enum Kind {
    /** No value is missing. */
    PRESENT("must not be missing"),
    /** Every value is positive. */
    POSITIVE("must be positive"),
    /** Every value is an integer. */
    INTEGER("must be an integer"),
    /** Every group of the lowest level has one value. */
    CONSTANT_WITHIN_GROUP("must be constant within groups"),
    /** No group of the lowest level has a value twice. */
    DISTINCT_WITHIN_GROUP("must not repeat within a group"),
    /**
     * In every group of the lowest level it increases from row to row, in the order of tsorder().
     */
    INCREASING_WITHIN_GROUP("must increase within groups in the order of tsorder()");

    private final String sentence;

    Kind(String sentence) {
      this.sentence = sentence;
    }
  }

  /** The requirement as a sentence: {@code time must not repeat within a group}. */
  @Override
  public String toString() {
    return variable + " " + kind.sentence;
  }

  /** A covariate must be present; strata must be constant within groups. */
  static List<Requirement> ofVariance(VarianceCovariate covariate, Category strata) {
    List<Requirement> all = new ArrayList<>();
    if (!covariate.isMean()) {
      all.add(new Requirement(covariate.name(), Kind.PRESENT));
    }
    all.addAll(ofCategory(strata));
    return all;
  }

  /** A category must be constant within groups. */
  static List<Requirement> ofCategory(Category category) {
    return category.isNone()
        ? List.of()
        : List.of(
            new Requirement(category.variable(), Kind.PRESENT),
            new Requirement(category.variable(), Kind.CONSTANT_WITHIN_GROUP));
  }

  /** A position within the group must be present and must not repeat. */
  static List<Requirement> ofIndex(String index) {
    return List.of(
        new Requirement(index, Kind.PRESENT), new Requirement(index, Kind.DISTINCT_WITHIN_GROUP));
  }

  /** An occasion must be an integer that does not repeat; a category must be constant. */
  static List<Requirement> ofOccasion(String time, Category by) {
    List<Requirement> all = new ArrayList<>(ofIndex(time));
    all.add(1, new Requirement(time, Kind.INTEGER));
    all.addAll(ofCategory(by));
    return all;
  }

  /** A time must be present and must not repeat; a category must be constant. */
  static List<Requirement> ofTime(String time, Category by) {
    List<Requirement> all = new ArrayList<>(ofIndex(time));
    all.addAll(ofCategory(by));
    return all;
  }
}
