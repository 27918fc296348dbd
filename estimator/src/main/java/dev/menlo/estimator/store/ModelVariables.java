package dev.menlo.estimator.store;

import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.data.Sample;
import dev.menlo.model.Schema;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the variables that a model names: those whose values or levels are asked for while it is
 * lowered (a factor with a single level leaves no other trace), those that binding reads, and the
 * clusters of its standard errors.
 */
final class ModelVariables implements Schema {
  private final Schema schema;
  private final Set<String> asked;

  private ModelVariables(Schema schema, Set<String> asked) {
    this.schema = schema;
    this.asked = asked;
  }

  /** The variables of a fitted model, in the order of its data. */
  static List<String> of(FittedModel fitted) {
    Set<String> names = Sample.read(fitted.lowered());
    fitted.model().lower(new ModelVariables(fitted.schema(), names));
    names.add(fitted.options().vce().cluster());
    return fitted.data().data().variables().stream().filter(names::contains).toList();
  }

  @Override
  public List<String> variables() {
    return schema.variables();
  }

  @Override
  public boolean isNumeric(String variable) {
    asked.add(variable);
    return schema.isNumeric(variable);
  }

  @Override
  public List<String> levels(String variable) {
    asked.add(variable);
    return schema.levels(variable);
  }

  @Override
  public boolean observed(Map<String, String> cell) {
    asked.addAll(cell.keySet());
    return schema.observed(cell);
  }

  @Override
  public int largestGroup() {
    return schema.largestGroup();
  }
}
