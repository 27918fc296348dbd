package dev.menlo.engine.cpu;

/** A quadratic model of the penalised sum of squares, group by group of level K. */
interface GroupModel {
  /**
   * Forms the cross-product of [J w] of a group.
   *
   * @param into receives the packed triangle
   */
  void form(Scratch s, int g, double[] into);
}
