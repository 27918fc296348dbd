package dev.menlo.estimator.postestimation;

import dev.menlo.engine.Design;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.Workspace;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.predict.Reopened;
import dev.menlo.estimator.rows.RowWalk;
import dev.menlo.estimator.simulate.ErrorModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The marginal covariance of the rows of one group, {@code sum_k Z_k Psi_k Z_k' + sigma^2 R}, Z and
 * the variance function at the estimates (method.md, eqs. 2 and 3).
 *
 * @param path level of the group, or "" for all rows
 * @param group the group's label
 * @param lines lines of the file, counting the header as line 1, one a row of the matrix
 * @param covariance n x n row-major
 */
public record WithinGroupCovariance(String path, String group, int[] lines, double[] covariance) {
  /** Rows from which on a matrix is no longer formed. */
  private static final int MOST_ROWS = 2000;

  /**
   * The covariance within a group.
   *
   * @param label label of the group, as {@code West>Ohio}; "" for the first group of the deepest
   *     level
   * @throws DataException if there is no such group, or it is too large for a matrix
   */
  public static WithinGroupCovariance of(FittedModel fitted, String label) {
    BoundData data = fitted.data();
    Design design = data.design();
    int level = design.levels();
    int group = 0;
    if (!label.isEmpty()) {
      level = level(data, label);
      group = data.labels().get(level - 1).indexOf(label);
    }
    int[] starts = RowWalk.firstRows(design, level);
    int[] rows = Rows.inLikelihood(design, starts[group], starts[group + 1]);
    if (rows.length > MOST_ROWS) {
      throw new DataException(
          "the group has "
              + rows.length
              + " rows: a matrix of more than "
              + MOST_ROWS
              + " rows is not formed; name a smaller group");
    }
    return new WithinGroupCovariance(
        level == 0 ? "" : data.groups().get(level - 1).path(),
        level == 0 ? "" : data.labels().get(level - 1).get(group),
        Arrays.stream(rows).map(data::line).toArray(),
        Reopened.at(fitted, w -> new Within(fitted, w, rows).covariance()));
  }

  /** The level with a group of that label, deepest first. */
  private static int level(BoundData data, String label) {
    for (int k = data.labels().size(); k > 0; k--) {
      if (data.labels().get(k - 1).contains(label)) {
        return k;
      }
    }
    List<String> some = new ArrayList<>();
    for (List<String> labels : data.labels()) {
      some.addAll(labels.subList(0, Math.min(3, labels.size())));
    }
    throw new DataException(
        "there is no group " + label + "; groups are " + String.join(", ", some) + " ...");
  }

  /** The correlations, n x n row-major. */
  public double[] correlation() {
    return Correlations.of(covariance, lines.length);
  }

  /** The sum over levels and the residual. */
  private record Within(FittedModel fitted, Workspace workspace, int[] rows) {
    double[] covariance() {
      int n = rows.length;
      double[] v = new double[n * n];
      RandomEffectsCovariance structure = new RandomEffectsCovariance(fitted.lowered().levels());
      double[] jacobian = workspace.read(Quantity.RANDOM_JACOBIAN, 0);
      int column = 0;
      for (int k = 1; k <= structure.levels().size(); k++) {
        addLevel(v, structure.relativeCovariance(fitted.point().psi(), k), jacobian, k, column);
        column += structure.size(k);
      }
      addResidual(v, structure.parameters());
      for (int i = 0; i < v.length; i++) {
        v[i] *= fitted.point().sigma2();
      }
      return v;
    }

    private void addLevel(double[] v, double[] d, double[] jacobian, int level, int column) {
      Design design = fitted.data().design();
      int q = (int) Math.round(Math.sqrt(d.length));
      RowWalk walk = new RowWalk(fitted.lowered().spec(), design);
      int all = design.rows();
      for (int i = 0; i < rows.length; i++) {
        for (int j = 0; j < rows.length; j++) {
          double sum = 0;
          for (int a = 0; walk.group(level, rows[i]) == walk.group(level, rows[j]) && a < q; a++) {
            for (int b = 0; b < q; b++) {
              sum +=
                  jacobian[(column + a) * all + rows[i]]
                      * d[a * q + b]
                      * jacobian[(column + b) * all + rows[j]];
            }
          }
          v[i * rows.length + j] += sum;
        }
      }
    }

    private void addResidual(double[] v, int theta) {
      Design design = fitted.data().design();
      double[] psi = fitted.point().psi();
      double[] scale = workspace.read(Quantity.RESIDUAL_SCALE, 0);
      ErrorModel errors =
          new ErrorModel(
              fitted.lowered().residual().spec(),
              design,
              Arrays.copyOfRange(psi, theta, psi.length));
      for (int[] all : Clusters.deepestGroups(design)) {
        int from = Arrays.binarySearch(rows, all.length == 0 ? -1 : all[0]);
        if (from < 0) {
          continue;
        }
        int to = from + all.length;
        double[] c = errors.correlation(Arrays.copyOfRange(rows, from, to));
        for (int i = from; i < to; i++) {
          for (int j = from; j < to; j++) {
            v[i * rows.length + j] +=
                scale[rows[i]] * scale[rows[j]] * c[(i - from) * (to - from) + j - from];
          }
        }
      }
    }
  }
}
