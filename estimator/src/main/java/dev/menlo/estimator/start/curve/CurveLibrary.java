package dev.menlo.estimator.start.curve;

import dev.menlo.engine.Design;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Every family of curves that finds its own starting values. */
public final class CurveLibrary {
  private static final List<CurveFamily> ALL =
      List.of(
          new Logistic(),
          new FourParameterLogistic(),
          new Gompertz(),
          new Weibull(),
          new Asymptotic("asymptotic", "{a}+({r}-{a})*exp(-exp({l})*x)"),
          new Asymptotic("asymptotic-offset", "{a}*(1-exp(-exp({l})*(x-{c})))"),
          new AsymptoticOrigin(),
          new Biexponential(),
          new OneCompartmentOral(),
          new FirstOrder("first-order", "{a}*exp(-{k}*x)"),
          new FirstOrder("bolus", "dose/{v}*exp(-{cl}/{v}*x)"),
          new MichaelisMenten(),
          new Emax(),
          new SigmoidEmax(),
          new Richards(),
          new VonBertalanffy(),
          new Power());

  private CurveLibrary() {}

  /** The names that {@code --start} takes, in the order of the documentation. */
  public static List<String> names() {
    return ALL.stream().map(CurveFamily::name).collect(Collectors.toList());
  }

  /** How a family is usually written, in x. */
  public static String formula(String name) {
    return named(name).formula();
  }

  private static CurveFamily named(String name) {
    return ALL.stream()
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no curve " + name + "; there are " + String.join(", ", names())));
  }

  /**
   * The curves that a mean without random effects is, one a covariate that it is one in.
   *
   * @param family name of the only family to look at, or "" for all
   */
  public static List<RecognisedCurve> recognise(Program mean, Design design, String family) {
    List<CurveFamily> families = family.isEmpty() ? ALL : List.of(named(family));
    List<RecognisedCurve> found = new ArrayList<>();
    for (int x = 0; x < design.covariates(); x++) {
      if (reads(mean, x) && RecognisedCurve.varies(design, x)) {
        FormReader reader = new FormReader(mean, x);
        Form form = reader.read();
        RecognisedCurve curve = form == null ? null : first(families, form, reader, x);
        if (curve != null) {
          found.add(curve);
        }
      }
    }
    return found;
  }

  private static RecognisedCurve first(
      List<CurveFamily> families, Form form, FormReader reader, int x) {
    for (CurveFamily family : families) {
      SeparableCurve curve = family.recognise(form, reader.algebra());
      if (curve != null) {
        return new RecognisedCurve(family.name(), x, curve, reader.nodes().build(curve.nodes()));
      }
    }
    return null;
  }

  /**
   * The response smoothed by a family's curve in the first covariate that varies: what a mean whose
   * form is not recognised is searched on.
   *
   * @param name of the family
   * @return one a row, or null if the curve cannot be fitted
   */
  public static double[] smoothed(String name, Design design, double[] response) {
    int x = 0;
    while (x < design.covariates() && !RecognisedCurve.varies(design, x)) {
      x++;
    }
    if (x == design.covariates()) {
      return null;
    }
    SeparableCurve curve = named(name).plain();
    Points points = RecognisedCurve.points(design, response, x);
    List<SeparableCurve.Estimate> best = curve.best(List.of(points), 1);
    if (best.isEmpty()) {
      return null;
    }
    double[] out = response.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] = curve.at(design.covariate(x)[i], best.get(0), 0);
    }
    return out;
  }

  private static boolean reads(Program mean, int x) {
    for (int i = 0; i < mean.size(); i++) {
      if (mean.op(i) == Op.COVARIATE && mean.index(i) == x) {
        return true;
      }
    }
    return false;
  }
}
