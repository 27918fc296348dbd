package dev.menlo.estimator.oracle;

import dev.menlo.engine.Criterion;
import dev.menlo.estimator.BoundExample;
import dev.menlo.estimator.CoefficientEstimate;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.data.BoundData;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.CovarianceBlock;
import dev.menlo.model.CovarianceType;
import dev.menlo.model.GroupingLevel;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Puts a fit into the dense alternation and says by how much one round of it moves the estimates.
 */
public final class Oracle {
  private final LoweredModel model;
  private final Dataset data;
  private final BoundData bound;

  /** The oracle of a model and data. */
  public Oracle(Model model, Dataset data) {
    BoundExample example = BoundExample.of(model, data);
    this.model = example.model();
    this.data = data;
    this.bound = example.data();
  }

  /**
   * Sentences on every estimate that one dense alternation moves by more than a tolerance in
   * standard errors, and on every standard error that differs by more than the same relatively.
   *
   * @param time variable with the position of rows for correlated errors, or ""
   * @param residual names of the natural residual parameters of the dense errors
   */
  public List<String> complaints(
      Fit fit, DenseErrors errors, String time, List<String> residual, double tolerance) {
    Criterion criterion = fit.criterion();
    DenseLindstromBates dense =
        new DenseLindstromBates(
            model, bound.design(), bound.response(), positions(time), errors, criterion);
    String scale = errors == DenseErrors.IDENTITY || !time.isEmpty() ? "var(Residual)" : "sigma2";
    double sigma2 = fit.parameter(scale).estimate();
    double[] theta = dense.structure().theta(relativeCovariances(fit, sigma2));
    double[] psi = Arrays.copyOf(theta, theta.length + residual.size());
    for (int j = 0; j < residual.size(); j++) {
      psi[theta.length + j] = fit.parameter(residual.get(j)).estimate();
    }
    double[] beta =
        fit.fixedEffects().stream().mapToDouble(CoefficientEstimate::estimate).toArray();
    DenseLindstromBates.Point point = dense.alternate(dense.start(beta, psi, sigma2));
    List<String> out = new ArrayList<>();
    compareFixed(fit, dense, point, tolerance, out);
    compareVariances(fit, dense, point, tolerance, out);
    compare("sigma2", sigma2, point.sigma2(), tolerance * fit.parameter(scale).se(), out);
    for (int j = 0; j < residual.size(); j++) {
      double se = fit.parameter(residual.get(j)).se();
      compare(
          residual.get(j),
          psi[theta.length + j],
          point.psi()[theta.length + j],
          tolerance * se,
          out);
    }
    compare("logLikelihood", fit.logLikelihood(), point.logLikelihood(), 1e-7, out);
    return out;
  }

  private static void compareFixed(
      Fit fit,
      DenseLindstromBates dense,
      DenseLindstromBates.Point point,
      double tolerance,
      List<String> out) {
    double[] errors = dense.fixedEffectsErrors(point);
    for (int j = 0; j < errors.length; j++) {
      CoefficientEstimate row = fit.fixedEffects().get(j);
      compare(row.name(), row.estimate(), point.beta()[j], tolerance * row.se(), out);
      compare("se(" + row.name() + ")", row.se(), errors[j], tolerance * row.se(), out);
    }
  }

  private void compareVariances(
      Fit fit,
      DenseLindstromBates dense,
      DenseLindstromBates.Point point,
      double tolerance,
      List<String> out) {
    List<double[][]> psi = dense.covariances(point);
    List<double[][]> errors = dense.covarianceErrors(point, dense.varianceCovariance(point));
    for (int k = 0; k < model.levels().size(); k++) {
      GroupingLevel level = model.levels().get(k);
      for (CovarianceBlock block : level.blocks()) {
        for (int i : block.members()) {
          for (int j : block.members()) {
            String name = name(level, block, i, j);
            if (i >= j && !name.isEmpty()) {
              var row = fit.parameter(name);
              double size = row.se() > 0 ? row.se() : 1e-3 * point.sigma2();
              compare(name, row.estimate(), psi.get(k)[i][j], tolerance * size, out);
              if (row.se() > 0) {
                double limit = 10 * tolerance * row.se();
                compare("se(" + name + ")", row.se(), errors.get(k)[i][j], limit, out);
              }
            }
          }
        }
      }
    }
  }

  private static void compare(
      String name, double found, double expected, double limit, List<String> out) {
    if (!(Math.abs(found - expected) <= limit)) {
      out.add(
          String.format(
              Locale.ROOT, "%s %.12g, dense %.12g, limit %.1e", name, found, expected, limit));
    }
  }

  private static String name(GroupingLevel level, CovarianceBlock block, int i, int j) {
    List<String> names = level.randomEffects();
    String all = String.join(" ", block.members().stream().map(names::get).toList());
    return switch (block.type()) {
      case INDEPENDENT -> i == j ? "var(" + names.get(i) + ")" : "";
      case UNSTRUCTURED ->
          i == j ? "var(" + names.get(i) + ")" : "cov(" + names.get(j) + "," + names.get(i) + ")";
      case IDENTITY -> i == j ? "var(" + all + ")" : "";
      case EXCHANGEABLE -> i == j ? "var(" + all + ")" : "cov(" + all.replace(' ', ',') + ")";
    };
  }

  private List<double[][]> relativeCovariances(Fit fit, double sigma2) {
    List<double[][]> out = new ArrayList<>();
    for (GroupingLevel level : model.levels()) {
      int q = level.randomEffects().size();
      double[][] d = new double[q][q];
      for (CovarianceBlock block : level.blocks()) {
        for (int i : block.members()) {
          for (int j : block.members()) {
            String name = name(level, block, Math.max(i, j), Math.min(i, j));
            boolean zero = name.isEmpty() || (block.type() == CovarianceType.IDENTITY && i != j);
            d[i][j] = zero ? 0 : fit.parameter(name).estimate() / sigma2;
          }
        }
      }
      out.add(d);
    }
    return out;
  }

  private int[] positions(String time) {
    int[] out = new int[bound.rows().length];
    for (int i = 0; i < out.length && !time.isEmpty(); i++) {
      out[i] = (int) data.numbers(time)[bound.rows()[i]];
    }
    return out;
  }
}
