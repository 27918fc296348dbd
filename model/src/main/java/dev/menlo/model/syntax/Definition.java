package dev.menlo.model.syntax;

/**
 * {@code define(name: body)}.
 *
 * @param body an expression, or a {@link Expression.Linear} of the same name
 * @param place where the name is written
 */
public record Definition(String name, Expression body, Place place) {
  @Override
  public String toString() {
    return name + ": " + ExpressionPrinter.body(body);
  }
}
