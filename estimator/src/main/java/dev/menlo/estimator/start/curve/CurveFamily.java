package dev.menlo.estimator.start.curve;

/** A family of curves in one covariate that finds its own starting values. */
interface CurveFamily {
  /** Its name, as {@code --start} takes it. */
  String name();

  /** How it is usually written, in x. */
  String formula();

  /**
   * The curve of a form, or null if the form is not of this family.
   *
   * @param algebra of the form's nodes
   */
  SeparableCurve recognise(Form form, FormAlgebra algebra);

  /** The curve on its own, for a mean whose form is not recognised; its nodes are of no use. */
  SeparableCurve plain();
}
