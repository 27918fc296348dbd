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
   * The position of a row's level in {@link Schema#levels}, from 0, times a stride: what residual
   * structures by category read.
   */
  record LevelNumber(String variable, int stride) implements Covariate {
    /** Stride 1. */
    public LevelNumber(String variable) {
      this(variable, 1);
    }
  }

  /**
   * The value of a variable some rows before, within the group of the lowest level and in the order
   * of {@link LoweredModel#rowOrder}. Missing where the group has no such row, which drops the row.
   *
   * @param lag how many rows before; negative for rows after
   * @param zeroAtStart whether the first row of a group reads 0 instead of missing: the program
   *     replaces that row's value by an initial condition
   */
  record Lagged(String variable, int lag, boolean zeroAtStart) implements Covariate {}

  /** A column less another. */
  record Difference(Covariate minuend, Covariate subtrahend) implements Covariate {}
}
