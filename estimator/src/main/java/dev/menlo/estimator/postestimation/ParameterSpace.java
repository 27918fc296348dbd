package dev.menlo.estimator.postestimation;

import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.FixedPoint;
import dev.menlo.estimator.covariance.CovarianceParameter;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.inference.NaturalResidual;
import dev.menlo.estimator.inference.VarianceParameters;
import dev.menlo.estimator.inference.VarianceParameters.Labelled;
import dev.menlo.model.FixedEffect;
import dev.menlo.model.NearestNames;
import dev.menlo.model.ResidualParameter.IntervalScale;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The estimates of a fit by the names that tables print, on their natural scale, with exact
 * gradients in omega = (beta, psi, log sigma), the coordinates in which their covariance is kept.
 *
 * <p>Names: fixed effects ({@code b1}, {@code phi1:2.variety}); {@code var(U1)}, {@code
 * cov(U1,U2)}, and as other views of the same {@code sd(U1)}, {@code corr(U1,U2)}; residual
 * parameters ({@code var(Residual)}, {@code sigma2}, {@code delta}, {@code rho} ...). Where a fixed
 * effect has the name of a residual parameter, that is {@code Residual:name}.
 */
public final class ParameterSpace {
  private final List<Parameter> parameters = new ArrayList<>();
  private final Map<String, Integer> names = new LinkedHashMap<>();
  private final int fixedEffects;
  private final int size;

  /**
   * An estimate.
   *
   * @param name as tables print it
   * @param value on its natural scale
   * @param gradient in omega
   * @param scale on which a Wald interval is symmetric
   * @param isView whether it is another view of a variance or covariance that is here, too
   */
  public record Parameter(
      String name, double value, double[] gradient, IntervalScale scale, boolean isView) {}

  private ParameterSpace(int fixedEffects, int size) {
    this.fixedEffects = fixedEffects;
    this.size = size;
  }

  /** The estimates of a fit. */
  public static ParameterSpace of(FittedModel fitted) {
    FixedPoint point = fitted.point();
    int p = point.beta().length;
    ParameterSpace space = new ParameterSpace(p, p + point.psi().length + 1);
    space.addFixedEffects(fitted.lowered().fixedEffects(), point.beta());
    RandomEffectsCovariance covariance = new RandomEffectsCovariance(fitted.lowered().levels());
    VarianceParameters variances = new VarianceParameters(covariance, point.psi(), point.sigma2());
    for (CovarianceParameter entry : covariance.entries()) {
      space.add(variances.entry(entry), "", false);
      space.add(variances.standardDeviation(entry), "", true);
    }
    for (Labelled parameter :
        variances.residual(new NaturalResidual(fitted.lowered().residual()))) {
      space.add(parameter, "Residual:", false);
      Labelled view = VarianceParameters.standardDeviation(parameter);
      if (view != parameter) {
        space.add(view, "Residual:", true);
      }
    }
    return space;
  }

  private void addFixedEffects(List<FixedEffect> effects, double[] beta) {
    for (int j = 0; j < effects.size(); j++) {
      double[] gradient = new double[size];
      gradient[j] = 1;
      add(
          new Parameter(effects.get(j).name(), beta[j], gradient, IntervalScale.IDENTITY, false),
          "");
    }
  }

  private void add(Labelled labelled, String prefix, boolean isView) {
    double[] inVariance = labelled.estimated().gradient();
    double[] gradient = new double[size];
    System.arraycopy(inVariance, 0, gradient, fixedEffects, inVariance.length);
    add(
        new Parameter(
            labelled.name(), labelled.estimated().value(), gradient, labelled.scale(), isView),
        prefix);
  }

  private void add(Parameter parameter, String prefix) {
    int index = parameters.size();
    parameters.add(parameter);
    boolean taken = names.putIfAbsent(parameter.name(), index) != null;
    if (taken) {
      names.putIfAbsent(prefix + parameter.name(), index);
    }
  }

  /** The parameters, fixed effects first, each variance followed by its view. */
  public List<Parameter> parameters() {
    return Collections.unmodifiableList(parameters);
  }

  /** Every name with the position of its parameter. */
  public Map<String, Integer> names() {
    return Collections.unmodifiableMap(names);
  }

  /**
   * One by any of its names.
   *
   * @throws DataException if there is none; names the nearest
   */
  public Parameter parameter(String name) {
    String plain = name.startsWith("/") ? name.substring(1) : name;
    Integer index = names.get(plain);
    if (index == null) {
      List<String> near = NearestNames.to(plain, names.keySet());
      throw new DataException(
          "no estimate is called "
              + name
              + (near.isEmpty()
                  ? "; there are " + String.join(", ", names.keySet())
                  : "; did you mean " + String.join(", ", near) + "?"));
    }
    return parameters.get(index);
  }

  /** The values, in order of the parameters. */
  public double[] values() {
    return parameters.stream().mapToDouble(Parameter::value).toArray();
  }

  /** p. */
  public int fixedEffects() {
    return fixedEffects;
  }

  /** Length of omega: p, the number of psi, and 1. */
  public int size() {
    return size;
  }
}
