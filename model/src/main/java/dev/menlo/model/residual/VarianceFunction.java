package dev.menlo.model.residual;

import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.ResidualParameter;
import java.util.List;

/**
 * A variance function: {@code Var(eps) = sigma^2 g^2} with g a function of a variance covariate, of
 * an index or of strata. One implementation a function; each states g, its natural parameters and
 * the map from the unconstrained delta.
 *
 * <p>Where v is the predicted mean it is held at the means of the variance point (Lindstrom &amp;
 * Bates 1990, Biometrics 46:673). Vocabulary: Pinheiro &amp; Bates 2000, section 5.2.
 */
public sealed interface VarianceFunction
    permits IdentityVariance,
        LinearVariance,
        PowerVariance,
        ExponentialVariance,
        DistinctVariance,
        StratumVariance,
        ConstantPlusProportionalVariance {
  /** Starting values of delta; its length is the number of unconstrained parameters. */
  double[] start(Columns columns);

  /** The natural parameters in table order, that of sigma first. */
  List<ResidualParameter> parameters(Columns columns);

  /**
   * The natural parameters, in the order of {@link #parameters}.
   *
   * @param delta the nodes of delta
   * @param logSigma the node of log sigma
   */
  int[] natural(ProgramBuilder b, Columns columns, int[] delta, int logSigma);

  /**
   * log g of a row.
   *
   * @param delta the nodes of delta
   */
  int logScale(ProgramBuilder b, Columns columns, int[] delta);

  /** What the data must satisfy for the function to be defined. */
  List<Requirement> requirements();

  /** The function as {@code resvariance()} takes it: {@code power _yhat, noconstant}. */
  @Override
  String toString();
}
