package dev.menlo.model;

import java.util.List;

/** A column that a program reads, as a recipe over the variables of a data set. */
public sealed interface Covariate {
  /** The values of a numeric variable. */
  record Variable(String name) implements Covariate {}

  /** 1 where a variable has a level (as {@link Schema#levels} writes it), else 0. */
  record Indicator(String variable, String level) implements Covariate {}

  /** The product of columns. */
  record Product(List<Covariate> factors) implements Covariate {
    /** Copies the factors. */
    public Product {
      factors = List.copyOf(factors);
    }
  }

  /**
   * Position of a row's level in {@link Schema#levels}, from 0: what residual structures by
   * category read.
   */
  record LevelNumber(String variable) implements Covariate {}

  /**
   * A multiple of a column: level numbers times the length of a table give a row's first entry in a
   * table of residual correlations by category.
   */
  record Scaled(Covariate covariate, double factor) implements Covariate {}
}
