package dev.menlo.model;

/**
 * A fixed effect.
 *
 * @param equation name of the linear combination it belongs to, or "" for a free parameter
 * @param term its term within the equation: {@code _cons}, {@code x1}, {@code 2.variety#1989.year};
 *     or the parameter's own name
 * @param start inline starting value, or NaN
 */
public record FixedEffect(String equation, String term, double start) {
  /** Full name, as tables and options write it: {@code b1} or {@code phi1:2.variety}. */
  public String name() {
    return equation.isEmpty() ? term : equation + ":" + term;
  }
}
