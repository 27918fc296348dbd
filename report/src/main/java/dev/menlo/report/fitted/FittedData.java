package dev.menlo.report.fitted;

import dev.menlo.engine.Design;
import dev.menlo.engine.Quantity;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.postestimation.LevelCovariance;
import dev.menlo.estimator.predict.Reopened;
import dev.menlo.model.GroupingLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All that the figures of a fit are drawn from.
 *
 * @param fit the fit, with variances and covariances in its tables
 * @param fitted what it stands on
 * @param observations rows of the likelihood
 * @param levels grouping levels with random effects, outermost first
 * @param covariates variables that figures may show, those of the model first
 * @param groupOfRow per grouping level of the model, the group of each row of the design
 * @param allMeans conditional means of all rows of the design
 * @param populationMeans the same with random effects at zero
 * @param source the data set that the covariates come from
 */
public record FittedData(
    Fit fit,
    FittedModel fitted,
    Observations observations,
    List<EffectsLevel> levels,
    List<CovariateValues> covariates,
    int[][] groupOfRow,
    double[] allMeans,
    double[] populationMeans,
    Dataset source) {
  /**
   * Reads a fit on the backend of its options.
   *
   * @param beside the file that was fitted, for variables that the fit itself does not hold; null
   *     to take those of the fit
   * @throws dev.menlo.estimator.data.DataException if it has no estimates, or the file is another
   */
  public static FittedData of(FittedModel fitted, Dataset beside) {
    double[][] read =
        Reopened.at(
            fitted,
            w ->
                new double[][] {
                  w.read(Quantity.MEAN, 0),
                  w.read(Quantity.RESIDUAL, 0),
                  w.read(Quantity.RESIDUAL_SCALE, 0),
                  w.read(Quantity.WHITENED_RESIDUAL, 0),
                  w.read(Quantity.RANDOM_EFFECTS, 0)
                });
    Design design = fitted.data().design();
    Fit fit = fitted.fit(fitted.options().level(), false);
    double[] population = new Means(fitted).population(design);
    Observations observations = observations(fitted, read, population);
    int[][] groups = groups(design);
    return new FittedData(
        fit,
        fitted,
        observations,
        effects(fitted, read[4]),
        new CovariateReader(fitted, observations, groups, beside).read(),
        groups,
        read[0],
        population,
        beside == null ? fitted.data().data() : beside);
  }

  /** Row of the source of a row of the design. */
  int sourceRow(int designRow) {
    int row = fitted.data().rows()[designRow];
    return source == fitted.data().data() ? row : fitted.data().data().rowNumber(row);
  }

  /** Name of the response. */
  public String response() {
    return fitted.lowered().response();
  }

  /** Labels of the groups of the deepest level; one empty label where there are no groups. */
  public List<String> labels() {
    List<List<String>> all = fitted.data().labels();
    return all.isEmpty() ? List.of("") : all.get(all.size() - 1);
  }

  /** The first row, among those of the likelihood, of each group of a level; -1 if it has none. */
  public int[] firstRows(int level) {
    int[] first = new int[fitted.data().design().groups(level)];
    Arrays.fill(first, -1);
    for (int i = observations.size() - 1; i >= 0; i--) {
      first[groupOfRow[level - 1][observations.designRow()[i]]] = i;
    }
    return first;
  }

  private static Observations observations(
      FittedModel fitted, double[][] read, double[] population) {
    Design design = fitted.data().design();
    int[] rows = IntStream.range(0, design.rows()).filter(design::inLikelihood).toArray();
    double sigma = Math.sqrt(fitted.point().sigma2());
    return new Observations(
        rows,
        at(fitted.data().response(), rows),
        at(read[0], rows),
        at(population, rows),
        at(read[1], rows),
        IntStream.of(rows).mapToDouble(i -> read[1][i] / (sigma * read[2][i])).toArray(),
        IntStream.of(rows).mapToDouble(i -> read[3][i] / sigma).toArray(),
        starts(design, rows));
  }

  private static double[] at(double[] values, int[] rows) {
    return IntStream.of(rows).mapToDouble(i -> values[i]).toArray();
  }

  /** Where the groups of the deepest level start among the rows of the likelihood. */
  private static int[] starts(Design design, int[] rows) {
    int[] all = design.start(design.levels());
    int[] starts = new int[all.length];
    int i = 0;
    for (int g = 0; g < all.length; g++) {
      while (i < rows.length && rows[i] < all[g]) {
        i++;
      }
      starts[g] = i;
    }
    return starts;
  }

  /** The group of each row at each level. */
  private static int[][] groups(Design design) {
    int[][] groups = new int[design.levels()][design.rows()];
    for (int k = design.levels(); k >= 1; k--) {
      int[] start = design.start(k);
      for (int g = 0; g + 1 < start.length; g++) {
        for (int child = start[g]; child < start[g + 1]; child++) {
          if (k == design.levels()) {
            groups[k - 1][child] = g;
          }
        }
      }
      lift(design, groups, k);
    }
    return groups;
  }

  /** The groups of the level above: the parent of each group. */
  private static void lift(Design design, int[][] groups, int k) {
    if (k == 1) {
      return;
    }
    int[] start = design.start(k - 1);
    int[] parent = new int[design.groups(k)];
    for (int g = 0; g + 1 < start.length; g++) {
      for (int child = start[g]; child < start[g + 1]; child++) {
        parent[child] = g;
      }
    }
    for (int row = 0; row < design.rows(); row++) {
      groups[k - 2][row] = parent[groups[k - 1][row]];
    }
  }

  private static List<EffectsLevel> effects(FittedModel fitted, double[] b) {
    Iterator<LevelCovariance> covariances = LevelCovariance.of(fitted).iterator();
    List<EffectsLevel> levels = new ArrayList<>();
    int at = 0;
    for (int k = 0; k < fitted.lowered().levels().size(); k++) {
      GroupingLevel level = fitted.lowered().levels().get(k);
      int q = level.randomEffects().size();
      int groups = fitted.data().design().groups(k + 1);
      double[][] values = new double[q][groups];
      for (int g = 0; g < groups; g++) {
        for (int e = 0; e < q; e++) {
          values[e][g] = b[at++];
        }
      }
      if (q > 0) {
        levels.add(
            new EffectsLevel(
                level.pathText(),
                k + 1,
                fitted.data().labels().get(k),
                level.randomEffects(),
                values,
                covariances.next().covariance()));
      }
    }
    return List.copyOf(levels);
  }
}
