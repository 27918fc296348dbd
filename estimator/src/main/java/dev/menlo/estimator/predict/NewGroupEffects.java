package dev.menlo.estimator.predict;

import dev.menlo.engine.Backend;
import dev.menlo.engine.Backends;
import dev.menlo.engine.Batch;
import dev.menlo.engine.Design;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.estimator.FittedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Estimates the random effects of groups that the fit has not seen, from their own rows: PNLS in u
 * alone, at the fit's fixed effects and variance parameters (docs/method.md, eq. 26).
 *
 * <p>A new group with all groups inside it is a fit of its own, of a model whose fixed effects are
 * constants and whose outer random effects, those of known groups, are columns of the data.
 */
final class NewGroupEffects {
  private final FittedModel fit;
  private final PredictionRows rows;
  private final Scale scale;
  private final GroupTree tree;

  NewGroupEffects(FittedModel fit, PredictionRows rows, Scale scale) {
    this.fit = fit;
    this.rows = rows;
    this.scale = scale;
    this.tree = new GroupTree(rows.bound().design());
  }

  /** Writes b of all new groups with a response into the effects of each level. */
  void estimate(double[][] effects) {
    for (int level = 1; level <= rows.model().levels().size(); level++) {
      List<Integer> roots = roots(level);
      if (!roots.isEmpty()) {
        estimate(level, roots, effects);
      }
    }
  }

  /** The new groups of a level whose parent is known. */
  private List<Integer> roots(int level) {
    int[] fitted = rows.fitted()[level - 1];
    List<Integer> roots = new ArrayList<>();
    for (int g = 0; g < fitted.length; g++) {
      boolean parentKnown = level == 1 || rows.fitted()[level - 2][tree.parent(level, g)] >= 0;
      if (fitted[g] < 0 && parentKnown) {
        roots.add(g);
      }
    }
    return roots;
  }

  private void estimate(int level, List<Integer> roots, double[][] effects) {
    ModelSpec spec = conditional(level);
    List<Design> designs = new ArrayList<>();
    List<double[]> responses = new ArrayList<>();
    List<Subtree> subtrees = new ArrayList<>();
    for (int root : roots) {
      Subtree subtree = Subtree.of(rows.bound().design(), level, root);
      double[] y = subtree.rows(rows.bound().response());
      if (Arrays.stream(y).anyMatch(v -> !Double.isNaN(v))) {
        subtrees.add(subtree);
        designs.add(subtree.design(outer(subtree, level, effects)));
        responses.add(y);
      }
    }
    if (subtrees.isEmpty()) {
      return;
    }
    Backend backend = Backends.named(fit.options().backend());
    try (Engine engine = backend.prepare(spec, new EngineOptions(fit.options().threads()))) {
      List<List<double[]>> found =
          engine.run(
              new Batch(designs, responses),
              workspace ->
                  new EffectsPnls(workspace, backend, inner(level), scale.delta())
                      .run().stream().toList());
      int f = 0;
      for (List<double[]> part : found) {
        for (double[] u : part) {
          place(subtrees.get(f++), level, u, effects);
        }
      }
    }
  }

  /** Lambda of a level and those inside it, concatenated. */
  private double[] inner(int level) {
    return Arrays.stream(scale.factors(), level - 1, scale.factors().length)
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  /** The model of the levels from one on, given the fixed effects and the outer random effects. */
  private ModelSpec conditional(int level) {
    ModelSpec spec = rows.model().spec();
    int held = 0;
    for (int k = 1; k < level; k++) {
      held += spec.randomEffects(k);
    }
    int outer = held;
    ProgramBuilder b = new ProgramBuilder();
    int[] mean =
        b.append(
            spec.mean(),
            (op, index) -> {
              if (op == Op.FIXED_EFFECT) {
                return b.constant(fit.point().beta()[index]);
              }
              if (op == Op.RANDOM_EFFECT) {
                return index < outer
                    ? b.covariate(spec.covariates() + index)
                    : b.randomEffect(index - outer);
              }
              return b.input(op, index);
            });
    int[] sizes = spec.randomEffects();
    return new ModelSpec(
        b.build(mean[0]),
        spec.covariates() + outer,
        0,
        Arrays.copyOfRange(sizes, level - 1, sizes.length),
        spec.residual());
  }

  /** Columns with the random effects of the known groups around a subtree. */
  private double[][] outer(Subtree subtree, int level, double[][] effects) {
    List<double[]> columns = new ArrayList<>();
    for (int k = 1; k < level; k++) {
      int q = rows.model().spec().randomEffects(k);
      int g = tree.ancestor(level, subtree.root(), k);
      for (int j = 0; j < q; j++) {
        double[] column = new double[subtree.size()];
        Arrays.fill(column, effects[k - 1][g * q + j]);
        columns.add(column);
      }
    }
    return columns.toArray(double[][]::new);
  }

  private void place(Subtree subtree, int level, double[] u, double[][] effects) {
    int at = 0;
    for (int k = level; k <= effects.length; k++) {
      int q = scale.size(k);
      for (int g = subtree.first(k); g < subtree.end(k); g++) {
        scale.effects(k, u, at, effects[k - 1], g * q);
        at += q;
      }
    }
  }

  /**
   * A group with all groups and rows inside it.
   *
   * @param whole the design that holds it
   * @param bounds first group and end, per level from the root's on, then of the rows
   */
  private record Subtree(Design whole, int level, int root, int[][] bounds) {
    static Subtree of(Design design, int level, int root) {
      int[][] bounds = new int[design.levels() - level + 2][];
      bounds[0] = new int[] {root, root + 1};
      for (int k = level; k <= design.levels(); k++) {
        int[] start = design.start(k);
        int[] outer = bounds[k - level];
        bounds[k - level + 1] = new int[] {start[outer[0]], start[outer[1]]};
      }
      return new Subtree(design, level, root, bounds);
    }

    int first(int k) {
      return bounds[k - level][0];
    }

    int end(int k) {
      return bounds[k - level][1];
    }

    int size() {
      int[] rows = bounds[bounds.length - 1];
      return rows[1] - rows[0];
    }

    double[] rows(double[] values) {
      int[] rows = bounds[bounds.length - 1];
      return Arrays.copyOfRange(values, rows[0], rows[1]);
    }

    /** Its own design, with further columns. */
    Design design(double[][] more) {
      int[][] start = new int[bounds.length][];
      start[0] = new int[] {0, 1};
      for (int k = level; k <= whole.levels(); k++) {
        int[] own = Arrays.copyOfRange(whole.start(k), first(k), end(k) + 1);
        int base = own[0];
        start[k - level + 1] = Arrays.stream(own).map(s -> s - base).toArray();
      }
      double[][] columns = new double[whole.covariates() + more.length][];
      for (int c = 0; c < whole.covariates(); c++) {
        columns[c] = rows(whole.covariate(c));
      }
      System.arraycopy(more, 0, columns, whole.covariates(), more.length);
      int[] rows = bounds[bounds.length - 1];
      boolean[] in = new boolean[size()];
      boolean all = true;
      for (int i = 0; i < in.length; i++) {
        in[i] = whole.inLikelihood(rows[0] + i);
        all &= in[i];
      }
      return new Design(start, columns, all ? null : in);
    }
  }
}
