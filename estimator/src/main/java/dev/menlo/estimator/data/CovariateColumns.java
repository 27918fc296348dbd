package dev.menlo.estimator.data;

import dev.menlo.model.Covariate;
import dev.menlo.model.Schema;
import java.util.List;

/** Computes the columns that a program reads, over sorted rows of a data set. */
final class CovariateColumns {
  private final Dataset data;
  private final int[] rows;
  private final int[] deepestStart;
  private final Schema schema;

  /**
   * Columns over some rows.
   *
   * @param rows rows of the data set, in group order
   * @param deepestStart first row of each group of the deepest level, closed by the total
   */
  CovariateColumns(Dataset data, int[] rows, int[] deepestStart, Schema schema) {
    this.data = data;
    this.rows = rows;
    this.deepestStart = deepestStart;
    this.schema = schema;
  }

  /**
   * The values of one recipe, one a row; NaN where missing. The array of the data set itself where
   * it is that: not to be modified.
   */
  double[] of(Covariate covariate) {
    if (covariate instanceof Covariate.Variable v) {
      return picked(data.numbers(v.name()));
    } else if (covariate instanceof Covariate.Indicator i) {
      return indicator(i);
    } else if (covariate instanceof Covariate.Product p) {
      return product(p.factors());
    } else if (covariate instanceof Covariate.LevelNumber l) {
      return levelNumber(l);
    } else if (covariate instanceof Covariate.Lagged l) {
      return lagged(l);
    } else if (covariate instanceof Covariate.Difference d) {
      double[] out = of(d.minuend()).clone();
      double[] less = of(d.subtrahend());
      for (int i = 0; i < out.length; i++) {
        out[i] -= less[i];
      }
      return out;
    }
    throw new IllegalArgumentException("unknown kind of column " + covariate);
  }

  private double[] picked(double[] values) {
    return Column.picked(values, rows);
  }

  private double[] indicator(Covariate.Indicator indicator) {
    Column column = data.column(indicator.variable());
    double[] out = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      if (column.isMissing(rows[i])) {
        out[i] = Double.NaN;
      } else {
        out[i] = column.text(rows[i]).equals(indicator.level()) ? 1 : 0;
      }
    }
    return out;
  }

  private double[] product(List<Covariate> factors) {
    double[] out = of(factors.get(0)).clone();
    for (Covariate factor : factors.subList(1, factors.size())) {
      double[] values = of(factor);
      for (int i = 0; i < out.length; i++) {
        out[i] *= values[i];
      }
    }
    return out;
  }

  private double[] levelNumber(Covariate.LevelNumber number) {
    Column column = data.column(number.variable());
    List<String> levels = schema.levels(number.variable());
    double[] out = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int position = levels.indexOf(column.text(rows[i]));
      out[i] = position < 0 ? Double.NaN : (double) position * number.stride();
    }
    return out;
  }

  private double[] lagged(Covariate.Lagged lagged) {
    double[] values = picked(data.numbers(lagged.variable()));
    double[] out = new double[rows.length];
    for (int g = 0; g + 1 < deepestStart.length; g++) {
      for (int i = deepestStart[g]; i < deepestStart[g + 1]; i++) {
        int from = i - lagged.lag();
        boolean inside = from >= deepestStart[g] && from < deepestStart[g + 1];
        boolean first = i == deepestStart[g] && lagged.zeroAtStart();
        out[i] = inside ? values[from] : first ? 0 : Double.NaN;
      }
    }
    return out;
  }
}
