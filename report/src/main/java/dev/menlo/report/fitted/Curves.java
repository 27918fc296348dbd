package dev.menlo.report.fitted;

import dev.menlo.engine.Design;
import dev.menlo.estimator.data.Column;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Covariate;
import dev.menlo.report.statistics.Sorting;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The curves of groups along the variable of a {@link CurveDesign}. */
public final class Curves {
  private static final int STEPS = 80;

  private final FittedData data;
  private final CurveDesign design;
  private final Means means;

  /**
   * The curves of a fit.
   *
   * @param x the variable to draw them along, or "" to choose
   */
  public Curves(FittedData data, String x) {
    this.data = data;
    this.design = CurveDesign.of(data, x);
    this.means = new Means(data.fitted());
  }

  /** Along what they are drawn. */
  public CurveDesign design() {
    return design;
  }

  /** The curves of a group of the deepest level; there must be a variable. */
  public GroupCurve of(int group) {
    return design.onGrid() ? grid(group) : joined(group);
  }

  /** Through the means of the rows, in the order of x. */
  private GroupCurve joined(int group) {
    Design rows = data.fitted().data().design();
    int[] starts = rows.start(rows.levels());
    double[] all = x(IntStream.range(starts[group], starts[group + 1]).toArray());
    int[] order = Sorting.order(all);
    int[] at = Arrays.stream(order).map(i -> i + starts[group]).toArray();
    return new GroupCurve(
        group,
        Sorting.at(all, order),
        Sorting.at(data.allMeans(), at),
        Sorting.at(data.populationMeans(), at));
  }

  private double[] x(int[] designRows) {
    double[] values = data.source().numbers(design.x().name());
    return Arrays.stream(designRows).mapToDouble(i -> values[data.sourceRow(i)]).toArray();
  }

  private int fileRow(int designRow) {
    return data.fitted().data().rows()[designRow];
  }

  private GroupCurve grid(int group) {
    Design rows = data.fitted().data().design();
    int[] starts = rows.start(rows.levels());
    double[] all = x(IntStream.range(starts[group], starts[group + 1]).toArray());
    double min = Arrays.stream(all).min().orElse(0);
    double max = Arrays.stream(all).max().orElse(1);
    double[] x =
        IntStream.rangeClosed(0, STEPS).mapToDouble(i -> min + (max - min) * i / STEPS).toArray();
    double[][] covariates = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      covariates[i] = row(starts[group], x[i]);
    }
    double[] effects = effects(starts[group]);
    return new GroupCurve(
        group, x, means.of(covariates, effects), means.of(covariates, new double[effects.length]));
  }

  /** Random effects of all levels at a row, outermost first. */
  private double[] effects(int designRow) {
    return data.levels().stream()
        .flatMapToDouble(
            level ->
                Arrays.stream(level.values())
                    .mapToDouble(v -> v[data.groupOfRow()[level.level() - 1][designRow]]))
        .toArray();
  }

  /** The columns of a row with another value of x. */
  private double[] row(int designRow, double value) {
    List<Covariate> recipes = data.fitted().lowered().covariates();
    double[] row = new double[recipes.size()];
    for (int c = 0; c < row.length; c++) {
      boolean moves = CovariateReader.variables(recipes.get(c)).contains(design.x().name());
      row[c] =
          moves
              ? column(recipes.get(c), designRow, value)
              : data.fitted().data().design().covariate(c)[designRow];
    }
    return row;
  }

  private double column(Covariate recipe, int designRow, double value) {
    Dataset table = data.fitted().data().data();
    if (recipe instanceof Covariate.Variable v) {
      return v.name().equals(design.x().name())
          ? value
          : table.numbers(v.name())[fileRow(designRow)];
    } else if (recipe instanceof Covariate.Product p) {
      double product = 1;
      for (Covariate factor : p.factors()) {
        product *= column(factor, designRow, value);
      }
      return product;
    } else if (recipe instanceof Covariate.Indicator i) {
      Column column = table.column(i.variable());
      return column.text(fileRow(designRow)).equals(i.level()) ? 1 : 0;
    }
    // A column of the residual structure only: the mean does not read it.
    return Double.NaN;
  }
}
