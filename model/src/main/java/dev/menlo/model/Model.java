package dev.menlo.model;

import dev.menlo.model.lowering.ModelLowering;
import dev.menlo.model.lowering.Names;
import dev.menlo.model.residual.ResidualStructure;
import dev.menlo.model.syntax.Specification;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A nonlinear mixed-effects model as the user wrote it, parsed and checked but not yet bound to
 * data. Text, YAML and {@link ModelBuilder} give equal models.
 */
public final class Model {
  private final Specification specification;
  private final Names names;

  Model(Specification specification) {
    List<String> problems = new ArrayList<>();
    this.specification = specification;
    this.names = unlessTooDeep(() -> new Names(specification, problems));
    if (!problems.isEmpty()) {
      throw new ModelException(problems);
    }
  }

  /**
   * Starts a model from its equation, {@code depvar = expression}, which may have options after a
   * comma as in {@link #parse}.
   */
  public static ModelBuilder of(String equation) {
    return ModelBuilder.parse(equation, "");
  }

  /**
   * Reads a model as menl's command line has it: {@code depvar = expression, define(...)
   * covariance(...) resvariance(...)}.
   *
   * @throws ModelException with every problem found
   */
  public static Model parse(String text) {
    return of(text).build();
  }

  /** The dependent variable. */
  public String response() {
    return specification.response();
  }

  /** The structure of the within-group errors. */
  public ResidualStructure residual() {
    return specification.residual();
  }

  /** The model as a parsed formula, for the report's notation; not for other modules. */
  @SuppressWarnings("exports")
  public Specification specification() {
    return specification;
  }

  /**
   * Lowers the model against a data set's schema.
   *
   * @throws ModelException with every problem found
   */
  public LoweredModel lower(Schema schema) {
    List<String> problems = new ArrayList<>();
    LoweredModel lowered =
        unlessTooDeep(() -> new ModelLowering(specification, names, schema, problems).lower());
    if (!problems.isEmpty()) {
      throw new ModelException(problems);
    }
    return lowered;
  }

  /**
   * Walks the definitions. Each formula is of bounded depth; definitions inside definitions may
   * still be more than the calling thread's stack holds, which changes nothing but the walk.
   */
  private static <T> T unlessTooDeep(Supplier<T> walk) {
    try {
      return walk.get();
    } catch (StackOverflowError e) {
      throw new ModelException(
          "the model's definitions are nested too deeply in each other; name fewer inside others,"
              + " or read the model on a thread with a larger stack");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Model model && specification.equals(model.specification);
  }

  @Override
  public int hashCode() {
    return specification.hashCode();
  }

  /** The model in menl's own syntax; parsing it gives an equal model. */
  @Override
  public String toString() {
    return specification.toString();
  }
}
