package dev.menlo.estimator.structures;

/**
 * A variance function by its textbook formula, written apart from the programs it checks.
 *
 * @param text of {@code resvariance()}
 * @param strata whether each sex has parameters of its own
 * @param delta parameters as the fit moves them, those of sex 0 first
 * @param formula g of a row
 */
record Scale(String text, boolean strata, double[] delta, Formula formula) {
  /** g of a row at the parameters of its category. */
  @FunctionalInterface
  interface Formula {
    double g(Occasion row, double[] d);
  }

  static final Scale CONSTANT = of("identity", row -> 1);

  private interface Fixed {
    double g(Occasion row);
  }

  private static Scale of(String text, Fixed g) {
    return new Scale(text, false, new double[0], (row, d) -> g.g(row));
  }

  /** A structure with the same parameters for all. */
  static Scale shared(String text, Formula formula, double... delta) {
    return new Scale(text, false, delta, formula);
  }

  /** A structure with {@code strata(sex)}; the second category's parameters are shifted. */
  static Scale stratified(String text, Formula formula, double... delta) {
    return new Scale(text + " strata(sex)", true, Categories.shifted(delta), formula);
  }

  /** Every variance function, with and without strata. */
  static java.util.List<Scale> all() {
    return java.util.List.of(
        CONSTANT,
        of("linear dose", row -> Math.sqrt(row.dose())),
        shared("identity, strata(sex)", (o, d) -> o.sex() == 0 ? 1 : Math.exp(d[0]), -.4),
        shared("identity, strata(method)", (o, d) -> o.method() == 0 ? 1 : Math.exp(d[0]), .3),
        shared("power _yhat", Scale::powerOfMean, .6, -.5),
        stratified("power _yhat,", Scale::powerOfMean, .6, -.5),
        shared("power dose", (o, d) -> Math.pow(o.dose(), d[0]) + Math.exp(d[1]), -.3, .2),
        shared("power _yhat, noconstant", (o, d) -> Math.pow(Math.abs(o.mean()), d[0]), .8),
        stratified("power dose, noconstant", (o, d) -> Math.pow(o.dose(), d[0]), 1.1),
        shared("exponential time", (o, d) -> Math.exp(d[0] * o.time()), -.1),
        stratified("exponential _yhat,", (o, d) -> Math.exp(d[0] * o.mean()), .07),
        shared(
            "distinct, index(visit)",
            (o, d) -> o.visit() == 1 ? 1 : Math.exp(d[o.visit() - 2]),
            .3,
            -.2,
            .1,
            .5,
            -.6),
        shared("constprop _yhat", (o, d) -> constantAndProportional(o.mean(), d), -1.5),
        stratified("constprop dose,", (o, d) -> constantAndProportional(o.dose(), d), -.5));
  }

  private static double powerOfMean(Occasion o, double[] d) {
    return Math.pow(Math.abs(o.mean()), d[0]) + Math.exp(d[1]);
  }

  private static double constantAndProportional(double v, double[] d) {
    double ratio = Math.exp(d[0]);
    return Math.sqrt(1 + ratio * ratio * v * v);
  }

  double g(Occasion row, double[] all) {
    return formula.g(row, strata ? Categories.of(all, row.sex()) : all);
  }

  @Override
  public String toString() {
    return text;
  }
}
