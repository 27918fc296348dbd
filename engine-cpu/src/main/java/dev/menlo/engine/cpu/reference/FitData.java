package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.Curvature;
import dev.menlo.engine.Design;
import dev.menlo.engine.cpu.reference.Forest.Effect;
import dev.menlo.engine.cpu.reference.Forest.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The data of one fit and what is computed from them at a point. */
final class FitData {
  private final CompiledModel compiled;
  private final Design design;
  private final double[] response;
  private final Forest forest;

  FitData(CompiledModel compiled, Design design, double[] response) {
    this.compiled = compiled;
    this.design = design;
    this.response = response;
    this.forest = new Forest(compiled.model(), design);
  }

  CompiledModel compiled() {
    return compiled;
  }

  Design design() {
    return design;
  }

  Forest forest() {
    return forest;
  }

  /** b = Lambda u at a point, in the order of u. */
  double[] effects(Point point) {
    return factors(point.factors()).effects(forest, point.u());
  }

  Factors factors(double[] concatenated) {
    return new Factors(compiled.model(), concatenated);
  }

  /** Mean and derivatives at a point. */
  MeanRows meanRows(Point point, Curvature curvature) throws NumericalTrouble {
    return MeanRows.of(
        compiled.derivatives(curvature), design, forest, point.beta(), effects(point));
  }

  /** The mean of every row at a point; rows outside the likelihood may be anything. */
  double[] means(Point point) throws NumericalTrouble {
    double[][] outputs = evaluateMean(point);
    MeanRows.requireFinite(design, outputs);
    return Arrays.stream(outputs).mapToDouble(o -> o[0]).toArray();
  }

  /** The mean program at every row, one output a row. */
  double[][] evaluateMean(Point point) {
    return MeanRows.evaluate(compiled.model().mean(), design, forest, point.beta(), effects(point));
  }

  /** y - mean at the rows of a tree, n x 1. */
  Matrix residual(Tree tree, double[] means) {
    Matrix r = new Matrix(tree.rows().size(), 1);
    for (int i = 0; i < tree.rows().size(); i++) {
      int row = tree.rows().get(i);
      r.set(i, 0, response[row] - means[row]);
    }
    return r;
  }

  /** y, one a row. */
  double response(int row) {
    return response[row];
  }

  /**
   * The linearised model at a point, tree by tree.
   *
   * @param delta residual parameters of R; may differ from the point's
   */
  List<LinearTree> linearTrees(Point point, ResidualPrograms programs, double[] delta)
      throws NumericalTrouble {
    ResidualCovariance errors =
        new ResidualCovariance(programs, design, point.varianceMeans(), delta);
    Factors factors = factors(point.factors());
    double[] b = effects(point);
    double[] means = point.mean().means();
    List<LinearTree> trees = new ArrayList<>();
    for (Tree tree : forest.trees()) {
      trees.add(
          new LinearTree(
              tree,
              fixedJacobian(tree, point.mean()),
              randomJacobian(tree, point.mean(), factors),
              residual(tree, means),
              factors.select(tree, b),
              factors.select(tree, point.u()),
              errors.of(tree)));
    }
    return trees;
  }

  private Matrix fixedJacobian(Tree tree, MeanRows mean) {
    int p = compiled.model().fixedEffects();
    Matrix x = new Matrix(tree.rows().size(), p);
    for (int i = 0; i < tree.rows().size(); i++) {
      for (int j = 0; j < p; j++) {
        x.set(i, j, mean.first(tree.rows().get(i), j));
      }
    }
    return x;
  }

  private Matrix randomJacobian(Tree tree, MeanRows mean, Factors factors) {
    Matrix z = new Matrix(tree.rows().size(), tree.effectLength());
    for (Effect e : tree.effects()) {
      int parameter = compiled.model().fixedEffects() + factors.firstEffect(e.level());
      for (int i : e.rows()) {
        for (int j = 0; j < compiled.model().randomEffects(e.level()); j++) {
          z.set(i, e.column() + j, mean.first(tree.rows().get(i), parameter + j));
        }
      }
    }
    return z;
  }
}
