package dev.menlo.model.residual;

import dev.menlo.model.residual.StructureDescription.Option;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every residual structure with its formula, parameters and constraints. {@code rescovariance()}
 * takes the correlation structures by name and adds their variances: one for each position with
 * {@code banded} and {@code unstructured} (and {@code independent}, which is {@code distinct}
 * without correlation), else one, or one in each category of {@code by()}.
 */
public final class StructureCatalogue {
  private static final String DIAGONAL = "O(n)";
  private static final String BANDED = "O(n k^2)";
  private static final String DENSE = "O(n^3)";

  private static final List<StructureDescription> VARIANCES =
      List.of(
          variance("identity", "identity", "g = 1", "var(Residual) > 0", true, "none"),
          variance(
              "identity, strata(s)",
              "identity, strata(variety)",
              "g = sigma_s / sigma_1",
              "var(Residual):s > 0",
              false,
              "varIdent"),
          variance("linear v", "linear dose", "g = sqrt(v), v > 0", "sigma2 > 0", true, "varFixed"),
          variance(
              "power v [, strata(s)]",
              "power _yhat, strata(variety)",
              "g = |v|^delta + _cons",
              "sigma2 > 0, delta real, _cons > 0",
              true,
              "varConstPower"),
          variance(
              "power v, noconstant [strata(s)]",
              "power _yhat, noconstant",
              "g = |v|^delta, v not 0",
              "sigma2 > 0, delta real",
              true,
              "varPower"),
          variance(
              "exponential v [, strata(s)]",
              "exponential time, strata(variety)",
              "g = exp(gamma v)",
              "sigma2 > 0, gamma real",
              true,
              "varExp"),
          variance(
              "distinct, index(l)",
              "distinct, index(visit)",
              "g = sigma_l / sigma_1",
              "var(Residual):l > 0",
              true,
              "varIdent"),
          variance(
              "constprop v [, strata(s)]",
              "constprop _yhat",
              "g = sqrt(1 + prop^2 v^2 / sigma2)",
              "sigma2 > 0, prop > 0",
              false,
              "varConstProp"));

  private static final List<StructureDescription> CORRELATIONS =
      List.of(
          correlation("identity", "identity", "0", "none", DIAGONAL, true, "none"),
          correlation(
              "exchangeable [, by(c)]",
              "exchangeable, by(sex)",
              "rho",
              "-1/(n-1) < rho < 1, n the largest group",
              DENSE,
              true,
              "corCompSymm"),
          correlation(
              "ar [p], t(t) [by(c)]",
              "ar 2, t(visit)",
              "rho_h, u_t = sum phi_i u_{t-i} + a_t, h = |t_j - t_k|",
              "phi1..phip stationary",
              "O(n) for p = 1, else " + DENSE,
              true,
              "corAR1, corARMA(p = p)"),
          correlation(
              "ma [q], t(t) [by(c)]",
              "ma 1, t(visit)",
              "rho_h, u_t = a_t + sum theta_i a_{t-i}; 0 for h > q",
              "theta1..thetaq invertible",
              BANDED,
              true,
              "corARMA(q = q)"),
          correlation(
              "arma [p] [q], t(t) [by(c)]",
              "arma 1 1, t(visit)",
              "rho_h, u_t = sum phi_i u_{t-i} + a_t + sum theta_i a_{t-i}",
              "phi stationary, theta invertible",
              DENSE,
              false,
              "corARMA"),
          correlation(
              "ctar1, t(t) [by(c)]",
              "ctar1, t(time)",
              "rho^|t_j - t_k|, real times",
              "0 < rho < 1",
              DIAGONAL,
              true,
              "corCAR1"),
          correlation(
              "toeplitz [k], t(t) [by(c)]",
              "toeplitz 2, t(visit)",
              "rho_h; 0 for h > k",
              "rho1..rhok, positive definite up to lag k",
              BANDED,
              true,
              "none"),
          correlation(
              "banded [k], index(l)",
              "banded 2, index(visit)",
              "corr(l,m); 0 for |l - m| > k",
              "corr(l,m) positive definite",
              BANDED,
              true,
              "none"),
          correlation(
              "unstructured, index(l)",
              "unstructured, index(visit)",
              "corr(l,m)",
              "corr(l,m) positive definite",
              DENSE,
              true,
              "corSymm"),
          spatial(SpatialKernel.EXPONENTIAL, "exp(-s)", "corExp"),
          spatial(SpatialKernel.GAUSSIAN, "exp(-s^2)", "corGaus"),
          spatial(SpatialKernel.LINEAR, "(1 - s), s < 1", "corLin"),
          spatial(SpatialKernel.RATIONAL, "1 / (1 + s^2)", "corRatio"),
          spatial(SpatialKernel.SPHERICAL, "(1 - 1.5 s + .5 s^3), s < 1", "corSpher"));

  private StructureCatalogue() {}

  /** Variance functions, then correlation structures. */
  public static List<StructureDescription> all() {
    return Stream.concat(VARIANCES.stream(), CORRELATIONS.stream()).toList();
  }

  private static StructureDescription variance(
      String syntax, String example, String formula, String parameters, boolean menl, String nlme) {
    return new StructureDescription(
        Option.RESVARIANCE, syntax, example, formula, parameters, DIAGONAL, menl, nlme);
  }

  private static StructureDescription correlation(
      String syntax,
      String example,
      String formula,
      String parameters,
      String whitening,
      boolean menl,
      String nlme) {
    return new StructureDescription(
        Option.RESCORRELATION, syntax, example, formula, parameters, whitening, menl, nlme);
  }

  private static StructureDescription spatial(SpatialKernel kernel, String h, String nlme) {
    return correlation(
        kernel + ", coords(x [y ...]) [nugget by(c)]",
        kernel + ", coords(x y) nugget",
        "(1 - nugget) " + h + ", s = distance / range",
        "range > 0, 0 < nugget < 1",
        DENSE,
        false,
        nlme);
  }
}
