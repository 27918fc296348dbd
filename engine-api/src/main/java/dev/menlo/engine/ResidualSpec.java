package dev.menlo.engine;

import dev.menlo.engine.program.Program;
import java.util.Objects;

/**
 * Errors as a backend sees them: {@code eps ~ N(0, sigma^2 S C S)} within a group of level K, with
 * {@code S = diag(g)}. Named structures (power, AR(1), ...) live elsewhere and lower to this; a
 * backend implements the kinds of {@link Correlation} and no named structure.
 *
 * <p>Rows outside the likelihood have no error and are left out before anything here is read: "the
 * row before" and "rows apart" count the rows of the group that are in the likelihood.
 *
 * @param parameters r, the number of residual parameters delta (on the scale the programs read)
 * @param logScale one output, log g of a row; inputs COVARIATE, MEAN (the mean at the variance
 *     point) and RESIDUAL_PARAMETER; null means g = 1
 * @param correlation the correlation C of the rows of a group
 */
public record ResidualSpec(int parameters, Program logScale, Correlation correlation) {
  /** Requires a correlation. */
  public ResidualSpec {
    Objects.requireNonNull(correlation, "correlation");
  }

  /** Independent errors with constant variance: R = I, no parameters. */
  public static final ResidualSpec IDENTITY =
      new ResidualSpec(0, null, new Correlation.Independent());

  /** Whether R = I. */
  public boolean isIdentity() {
    return logScale == null && correlation instanceof Correlation.Independent;
  }

  /** The correlation C of the rows of a group of level K, by the work that whitening takes. */
  public sealed interface Correlation {
    /** C = I; whitening is O(n). */
    record Independent() implements Correlation {}

    /**
     * A Markov chain along the rows: corr(j, k) is the product of the rho of the rows between.
     * Whitening is O(n): {@code (x_j - rho_j x_{j-1}) / sqrt(1 - rho_j^2)}.
     *
     * @param rho one output, the correlation of a row with the row before it in its group; inputs
     *     COVARIATE (the row), PAIRED_COVARIATE (the row before) and RESIDUAL_PARAMETER
     */
    record Markov(Program rho) implements Correlation {}

    /**
     * Entries further than {@code bandwidth} rows apart are zero; whitening is O(n bandwidth^2).
     *
     * @param bandwidth number of sub-diagonals that may be non-zero
     * @param entries the entries below the diagonal
     */
    record Banded(int bandwidth, Entries entries) implements Correlation {}

    /**
     * Any correlation; whitening is O(n^3).
     *
     * @param entries the entries below the diagonal
     */
    record Dense(Entries entries) implements Correlation {}
  }

  /** Off-diagonal entries of C. */
  public sealed interface Entries {
    /**
     * An entry computed from the data of its two rows.
     *
     * @param entry one output; inputs COVARIATE (row j), PAIRED_COVARIATE (row k &lt; j) and
     *     RESIDUAL_PARAMETER
     */
    record Pairwise(Program entry) implements Entries {}

    /**
     * Entries looked up in a table that is computed once per delta: row j and row k &lt; j of a
     * group read entry {@code base_j + |position_j - position_k|}; a distance of {@code lags} or
     * more reads as 0. The base may differ between rows of a group, and that of the later row
     * counts. Entry {@code base} (distance 0 between different rows) is 1 and must not be needed.
     *
     * @param table outputs are the table; inputs RESIDUAL_PARAMETER only
     * @param lags table entries per base
     * @param position index of the covariate that holds integer positions
     * @param base index of the covariate that holds the first table entry of a row, or -1 for 0
     */
    record LagTable(Program table, int lags, int position, int base) implements Entries {}
  }
}
