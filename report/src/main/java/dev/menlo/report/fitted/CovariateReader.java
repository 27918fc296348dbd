package dev.menlo.report.fitted;

import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.data.Column;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Covariate;
import dev.menlo.model.GroupingLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads the variables of the data that figures may show: all but the response and the groups. */
final class CovariateReader {
  /** A numeric variable with fewer distinct values is shown by category. */
  private static final int FEWEST_VALUES = 7;

  /** A text variable with more categories is left out: it is a name, not a category. */
  private static final int MOST_CATEGORIES = 12;

  private final FittedModel fitted;
  private final Observations observations;
  private final int[][] groups;
  private final Dataset data;
  private final int[] rows;

  /**
   * A reader.
   *
   * @param beside the file that was fitted, or null for the data that the fit holds
   * @throws DataException if the file is another
   */
  CovariateReader(FittedModel fitted, Observations observations, int[][] groups, Dataset beside) {
    this.fitted = fitted;
    this.observations = observations;
    this.groups = groups;
    this.data = beside == null ? fitted.data().data() : beside;
    int[] own = IntStream.of(observations.designRow()).map(i -> fitted.data().rows()[i]).toArray();
    this.rows =
        beside == null
            ? own
            : IntStream.of(own).map(i -> fitted.data().data().rowNumber(i)).toArray();
    if (beside != null) {
      requireSame(observations);
    }
  }

  /** Refuses a file whose response differs. */
  private void requireSame(Observations observations) {
    double[] response = data.numbers(fitted.lowered().response());
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] >= response.length || response[rows[i]] != observations.response()[i]) {
        throw new DataException(
            data.source()
                + " is not the file of the fit: "
                + fitted.lowered().response()
                + " differs at line "
                + (rows[i] + 2)
                + "; the fit is of "
                + fitted.data().source());
      }
    }
  }

  List<CovariateValues> read() {
    Set<String> inModel = inModel();
    Set<String> names = new LinkedHashSet<>(inModel);
    names.addAll(data.variables());
    names.remove(fitted.lowered().response());
    for (GroupingLevel level : fitted.lowered().levels()) {
      level.path().forEach(names::remove);
    }
    List<CovariateValues> all = new ArrayList<>();
    for (String name : names) {
      if (data.has(name)) {
        CovariateValues values = values(name, data.column(name), inModel.contains(name));
        if (values != null && values.distinct() > 1) {
          all.add(values);
        }
      }
    }
    return List.copyOf(all);
  }

  private CovariateValues values(String name, Column column, boolean inModel) {
    List<String> levels = column.levels(rows);
    boolean numeric = column instanceof Column.Numeric && levels.size() >= FEWEST_VALUES;
    if (!numeric && levels.size() > MOST_CATEGORIES) {
      return null;
    }
    double[] values =
        numeric
            ? IntStream.of(rows).mapToDouble(i -> ((Column.Numeric) column).values()[i]).toArray()
            : IntStream.of(column.ranks(rows)).mapToDouble(r -> r < 0 ? Double.NaN : r).toArray();
    return new CovariateValues(
        name, values, numeric ? List.of() : levels, inModel, constantWithin(values));
  }

  /** The outermost level within whose groups the values are constant; 0 if there is none. */
  private int constantWithin(double[] values) {
    for (int k = 0; k < groups.length; k++) {
      double[] seen = new double[1 + Arrays.stream(groups[k]).max().orElse(0)];
      Arrays.fill(seen, Double.POSITIVE_INFINITY);
      boolean constant = true;
      for (int i = 0; i < values.length && constant; i++) {
        int group = groups[k][observations.designRow()[i]];
        constant = Double.isInfinite(seen[group]) || Double.compare(seen[group], values[i]) == 0;
        seen[group] = values[i];
      }
      if (constant) {
        return k + 1;
      }
    }
    return 0;
  }

  /** The variables that the mean or the errors read. */
  private Set<String> inModel() {
    Set<String> names = new LinkedHashSet<>();
    fitted.lowered().covariates().forEach(c -> collect(c, names));
    return names;
  }

  private static void collect(Covariate covariate, Set<String> names) {
    if (covariate instanceof Covariate.Variable v) {
      names.add(v.name());
    } else if (covariate instanceof Covariate.Indicator i) {
      names.add(i.variable());
    } else if (covariate instanceof Covariate.Product p) {
      p.factors().forEach(f -> collect(f, names));
    } else if (covariate instanceof Covariate.LevelNumber n) {
      names.add(n.variable());
    } else if (covariate instanceof Covariate.Lagged l) {
      names.add(l.variable());
    } else if (covariate instanceof Covariate.Difference d) {
      collect(d.minuend(), names);
      collect(d.subtrahend(), names);
    }
  }

  /** The variables that a column depends on. */
  static Set<String> variables(Covariate covariate) {
    Set<String> names = new HashSet<>();
    collect(covariate, names);
    return names;
  }
}
