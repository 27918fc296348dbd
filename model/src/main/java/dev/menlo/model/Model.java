package dev.menlo.model;

/**
 * A nonlinear mixed-effects model as the user wrote it, parsed and checked but not yet bound to
 * data. Text, YAML and {@link ModelBuilder} give equal models.
 */
public final class Model {
  private final String text;

  Model(String text) {
    this.text = text;
  }

  /** Starts a model from its equation, {@code depvar = expression}. */
  public static ModelBuilder of(String equation) {
    return new ModelBuilder(equation);
  }

  /**
   * Lowers the model against a data set's schema.
   *
   * @throws ModelException with every problem found
   */
  public LoweredModel lower(Schema schema) {
    throw new UnsupportedOperationException(text);
  }

  /** The model in menl's own syntax; parsing it gives an equal model. */
  @Override
  public String toString() {
    return text;
  }
}
