package dev.menlo.model.lowering;

import dev.menlo.model.Covariate;
import dev.menlo.model.ModelException;
import dev.menlo.model.Schema;
import dev.menlo.model.residual.Columns;
import dev.menlo.model.syntax.Nearest;
import dev.menlo.model.syntax.Place;
import dev.menlo.model.syntax.TimeShift;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The covariate columns that programs read: equal recipes share a column. */
final class CovariateColumns implements Columns {
  private final Schema schema;
  private final List<String> problems;
  private final Map<Covariate, Integer> index = new LinkedHashMap<>();

  CovariateColumns(Schema schema, List<String> problems) {
    this.schema = schema;
    this.problems = problems;
  }

  /** The recipes in column order. */
  List<Covariate> recipes() {
    return List.copyOf(index.keySet());
  }

  /** The column of a recipe. */
  int of(Covariate recipe) {
    return index.computeIfAbsent(recipe, r -> index.size());
  }

  /** A numeric variable of an expression, where a missing name may be a parameter. */
  Covariate numericOrParameter(
      String name, List<TimeShift> shifts, boolean zeroAtStart, Place place) {
    if (schema.variables().contains(name)) {
      return numeric(name, shifts, zeroAtStart, place);
    }
    problem(place, missing(name) + "; a parameter is written {" + name + "}");
    return new Covariate.Variable(name);
  }

  /** A numeric variable, shifted in time. */
  Covariate numeric(String name, List<TimeShift> shifts, boolean zeroAtStart, Place place) {
    if (exists(name, place) && !schema.isNumeric(name)) {
      problem(
          place,
          schema.holdsText(name)
              + ": use i."
              + name
              + " in a linear combination, or compare it, as in "
              + name
              + " == \""
              + schema.levels(name).stream().findFirst().orElse("")
              + "\"");
    }
    return shifted(name, shifts, 0, zeroAtStart);
  }

  /** L and F move along the rows; D is a difference of what stands behind it. */
  private static Covariate shifted(
      String name, List<TimeShift> shifts, int lag, boolean zeroAtStart) {
    if (shifts.isEmpty()) {
      return lag == 0
          ? new Covariate.Variable(name)
          : new Covariate.Lagged(name, lag, zeroAtStart && lag == 1);
    }
    TimeShift first = shifts.get(0);
    List<TimeShift> rest = new ArrayList<>(shifts.subList(1, shifts.size()));
    switch (first.kind()) {
      case LAG:
        return shifted(name, rest, lag + first.order(), zeroAtStart);
      case LEAD:
        return shifted(name, rest, lag - first.order(), zeroAtStart);
      default:
        if (first.order() > 1) {
          rest.add(0, new TimeShift(TimeShift.Kind.DIFFERENCE, first.order() - 1));
        }
        return new Covariate.Difference(
            shifted(name, rest, lag, zeroAtStart), shifted(name, rest, lag + 1, zeroAtStart));
    }
  }

  /** The indicator of a level. */
  Covariate indicator(String name, String level, Place place) {
    if (exists(name, place) && !schema.levels(name).contains(level)) {
      problem(
          place,
          name
              + " has no level "
              + level
              + Nearest.hint(level, schema.levels(name))
              + "; it has "
              + shown(schema.levels(name)));
    }
    return new Covariate.Indicator(name, level);
  }

  /** The levels of a variable, in order. */
  List<String> levels(String name, Place place) {
    return exists(name, place) ? schema.levels(name) : List.of();
  }

  boolean observed(Map<String, String> cell) {
    return schema.observed(cell);
  }

  /** Whether a variable exists; a problem if not. */
  boolean exists(String name, Place place) {
    boolean exists = schema.variables().contains(name);
    if (!exists) {
      problem(place, missing(name));
    }
    return exists;
  }

  private String missing(String name) {
    return "no variable "
        + name
        + Nearest.hint(name, schema.variables())
        + "; the data have "
        + shown(schema.variables());
  }

  private static String shown(List<String> names) {
    int most = 12;
    return String.join(", ", names.subList(0, Math.min(most, names.size())))
        + (names.size() > most ? ", ..." : "");
  }

  private void problem(Place place, String message) {
    String text = place.problem(message);
    if (!problems.contains(text)) {
      problems.add(text);
    }
  }

  @Override
  public int variable(String name) {
    requireKnown(name);
    if (!schema.isNumeric(name)) {
      throw new ModelException(schema.holdsText(name));
    }
    return of(new Covariate.Variable(name));
  }

  @Override
  public int levelNumber(String name, int stride) {
    requireKnown(name);
    return of(new Covariate.LevelNumber(name, stride));
  }

  @Override
  public List<String> labels(String name) {
    requireKnown(name);
    return schema.levels(name);
  }

  private void requireKnown(String name) {
    if (!schema.variables().contains(name)) {
      throw new ModelException(missing(name));
    }
  }

  @Override
  public int largestGroup() {
    return schema.largestGroup();
  }
}
