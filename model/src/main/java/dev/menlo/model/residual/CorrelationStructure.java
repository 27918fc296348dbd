package dev.menlo.model.residual;

import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.ResidualParameter;
import java.util.List;
import java.util.Optional;

/**
 * The correlation C of the errors within a group. One implementation a structure; each states the
 * entries of C, its natural parameters and the map from the unconstrained delta, which keeps C
 * positive definite for every delta unless the structure says otherwise.
 *
 * <p>Vocabulary: Pinheiro &amp; Bates 2000, section 5.3.
 */
public sealed interface CorrelationStructure
    permits IdentityCorrelation,
        ExchangeableCorrelation,
        AutoRegressive,
        MovingAverage,
        Arma,
        ContinuousAr1,
        Toeplitz,
        Banded,
        Unstructured,
        SpatialCorrelation {
  /** Starting values of delta; its length is the number of unconstrained parameters. */
  double[] start(Columns columns);

  /** The natural parameters in table order. */
  List<ResidualParameter> parameters(Columns columns);

  /**
   * The natural parameters, in the order of {@link #parameters}.
   *
   * @param delta the nodes of delta
   */
  int[] natural(ProgramBuilder b, Columns columns, int[] delta);

  /**
   * C as a backend gets it.
   *
   * @param first the index of the first of the structure's parameters among all residual parameters
   */
  ResidualSpec.Correlation correlation(Columns columns, int first);

  /** The variable by whose levels all parameters differ. */
  Category by();

  /** What the data must satisfy for the structure to be defined. */
  List<Requirement> requirements();

  /**
   * The variable in whose order the rows of a group must be, if order matters: that of {@link
   * Columns#labels}.
   */
  Optional<String> rowOrder();

  /** The structure as {@code rescorrelation()} takes it: {@code ar 1, t(time)}. */
  @Override
  String toString();
}
