package dev.menlo.model;

/** Collects the parts of a model, named after menl's options. */
public final class ModelBuilder {
  private final StringBuilder text;

  ModelBuilder(String equation) {
    this.text = new StringBuilder(equation);
  }

  /** {@code define(name: expression)}. */
  public ModelBuilder define(String name, String expression) {
    text.append(", define(").append(name).append(": ").append(expression).append(')');
    return this;
  }

  /** {@code covariance(names, type)}, as text: {@code "U1 U2, unstructured"}. */
  public ModelBuilder covariance(String specification) {
    text.append(", covariance(").append(specification).append(')');
    return this;
  }

  /** {@code resvariance(...)}, as text: {@code "power _yhat, noconstant"}. */
  public ModelBuilder resvariance(String specification) {
    text.append(", resvariance(").append(specification).append(')');
    return this;
  }

  /**
   * Parses and checks.
   *
   * @throws ModelException with every problem found
   */
  public Model build() {
    return new Model(text.toString());
  }
}
