package dev.menlo.engine.program;

/**
 * The mean with its derivatives, in the shape that backends evaluate row by row.
 *
 * <p>Parameters whose derivatives are the same node share a <em>column</em>: in {@code phi = b1 +
 * U1} the fixed effect and the random effect have one derivative, and a model with p fixed and q
 * random effects often needs far fewer than p + q columns. Everything small that a backend keeps a
 * group (cross-products, curvature) is m x m over columns, m = {@link #columns}.
 *
 * @param program outputs: mu; then the m column derivatives; then, if {@code order == 2}, the
 *     second derivatives listed by {@code secondRow}, {@code secondColumn}
 * @param order 1 or 2
 * @param columns m, the number of distinct non-zero derivatives
 * @param fixedColumn per fixed effect its column, or -1 where the derivative is zero everywhere
 * @param randomColumn per random effect (levels outermost first) its column, or -1
 * @param secondRow for each structurally non-zero second derivative (lower triangle), its row
 *     column
 * @param secondColumn and its column column, {@code secondColumn[s] <= secondRow[s]}
 */
public record MeanDerivatives(
    Program program,
    int order,
    int columns,
    int[] fixedColumn,
    int[] randomColumn,
    int[] secondRow,
    int[] secondColumn) {}
