package dev.menlo.estimator.robustness;

import dev.menlo.estimator.BoundExample;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.simulate.RandomStream;
import dev.menlo.estimator.simulate.ReplicateKey;
import dev.menlo.estimator.simulate.Simulation;
import dev.menlo.estimator.simulate.TrueParameters;
import dev.menlo.model.Model;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * The built-in functions that starting values are found for, each with a way to draw parameters:
 * units of x and y over six orders of magnitude, the curve's features within the range of x.
 */
enum GrowthCurve {
  LOGISTIC("{a:}/(1+exp(-(x-{m})/{s}))"),
  LOGISTIC_4("{d}+({a:}-{d})/(1+exp(-(x-{m})/{s}))"),
  GOMPERTZ("{a:}*exp(-{b2}*{b3}^x)"),
  GOMPERTZ_MIDPOINT("{a:}*exp(-exp(-(x-{m})/{s}))"),
  WEIBULL("{a:}-{drop}*exp(-exp({lrc})*x^{pwr})"),
  ASYMPTOTIC("{a:}+({r0}-{a:})*exp(-exp({lrc})*x)"),
  ASYMPTOTIC_OFFSET("{a:}*(1-exp(-exp({lrc})*(x-{c0})))"),
  ASYMPTOTIC_ORIGIN("{a:}*(1-exp(-exp({lrc})*x))"),
  BIEXPONENTIAL("{a:}*exp(-exp({lrc1})*x)+{a2}*exp(-exp({lrc2})*x)"),
  FIRST_ORDER_ABSORPTION(
      "dose*exp({lke}+{lka}-{lcl:})*(exp(-exp({lke})*x)-exp(-exp({lka})*x))/(exp({lka})-exp({lke}))"),
  ORAL("dose*{ka:}/({v:}*({ka:}-{cl:}/{v:}))*(exp(-{cl:}/{v:}*x)-exp(-{ka:}*x))"),
  BOLUS("dose/{v:}*exp(-{cl:}/{v:}*x)"),
  MICHAELIS_MENTEN("{a:}*x/({k}+x)"),
  EMAX("{e0}+{a:}*x/({ed50}+x)"),
  SIGMOID_EMAX("{e0}+{a:}*x^{h}/({ed50}^{h}+x^{h})"),
  FIRST_ORDER("{a:}*exp(-{k}*x)"),
  RICHARDS("{a:}/(1+exp(-(x-{m})/{s}))^(1/exp({lnu}))"),
  VON_BERTALANFFY("{a:}*(1-exp(-{k}*(x-{t0})))"),
  VON_BERTALANFFY_WEIGHT("{a:}*(1-exp(-{k}*(x-{t0})))^3"),
  CHAPMAN_RICHARDS("{a:}*(1-exp(-{k}*x))^{c}"),
  POWER("{a:}*x^{b}"),
  LOG_DOSE_RESPONSE("{e0}+{a:}*invlogit({h}*(ln(x)-{le50}))");

  private static final int GROUPS = 16;
  private static final int ROWS = 10;

  private final String mean;

  GrowthCurve(String mean) {
    this.mean = mean;
  }

  /** A data set with the parameters that it was drawn at, fixed effects by name. */
  record Problem(Model model, Dataset data, Map<String, Double> truth) {}

  /**
   * The model: one random effect on the scale of the curve (two on its logs for BOLUS and ORAL).
   */
  Model model() {
    return switch (this) {
      case ORAL ->
          Model.of("y = " + mean)
              .define("ka: exp({lka})")
              .define("cl: exp({lcl}+{U1[id]})")
              .define("v: exp({lv}+{U2[id]})")
              .build();
      case BOLUS ->
          Model.of("y = " + mean)
              .define("cl: exp({lcl}+{U1[id]})")
              .define("v: exp({lv}+{U2[id]})")
              .build();
      case FIRST_ORDER_ABSORPTION -> Model.of("y = " + mean).define("lcl: {lcl0}+{U1[id]}").build();
      default -> Model.of("y = " + mean).define("a: {a0}+{U1[id]}").build();
    };
  }

  /** A data set; a function of the numbers alone. */
  Problem problem(long seed, long replicate) {
    RandomStream random = new ReplicateKey(seed, ordinal(), replicate).stream(99);
    double range = Math.pow(10, 6 * random.nextUniform() - (this == GOMPERTZ ? 1 : 3));
    double size = Math.pow(10, 6 * random.nextUniform() - 3);
    Map<String, Double> truth = truth(random::nextUniform, range, size);
    Dataset design = design(range, size);
    Model model = model();
    BoundExample bound = BoundExample.of(model, design);
    double[] beta =
        bound.model().fixedEffects().stream().mapToDouble(e -> truth.get(e.name())).toArray();
    boolean logs = this == ORAL || this == BOLUS || this == FIRST_ORDER_ABSORPTION;
    double variance = logs ? 0.04 : Math.pow(0.15 * truth.get("a0"), 2);
    double[] psi =
        this == ORAL || this == BOLUS
            ? new double[] {variance, 0, 0, variance}
            : new double[] {variance};
    double sigma = 0.04 * (logs ? typical(bound, beta) : Math.abs(truth.get("a0")));
    Simulation simulation =
        new Simulation(
            bound.model().spec(),
            bound.data().design(),
            new TrueParameters(beta, List.of(psi), sigma));
    Dataset data =
        simulation.dataset(design, bound.data(), "y", new ReplicateKey(seed, ordinal(), replicate));
    return new Problem(model, data, truth);
  }

  /** Largest mean without random effects and errors. */
  private static double typical(BoundExample bound, double[] beta) {
    int q = bound.model().spec().randomEffects(1);
    double[] mean =
        new Simulation(
                bound.model().spec(),
                bound.data().design(),
                new TrueParameters(beta, List.of(new double[q * q]), 0))
            .draw(new ReplicateKey(0, 0, 0))
            .mean();
    double largest = 0;
    for (double m : mean) {
      largest = Math.max(largest, Math.abs(m));
    }
    return largest;
  }

  private static Dataset design(double range, double size) {
    double[] id = new double[GROUPS * ROWS];
    double[] x = new double[id.length];
    double[] dose = new double[id.length];
    for (int i = 0; i < id.length; i++) {
      id[i] = i / ROWS + 1;
      x[i] = range * (i % ROWS + 1) / ROWS;
      dose[i] = 100 * size;
    }
    return Dataset.builder()
        .source("simulated")
        .column("id", id)
        .column("x", x)
        .column("dose", dose)
        .column("y", id)
        .build();
  }

  private Map<String, Double> truth(DoubleSupplier u, double range, double size) {
    Map<String, Double> t = new LinkedHashMap<>();
    double rate = (2 + 6 * u.getAsDouble()) / range;
    double middle = (0.25 + 0.4 * u.getAsDouble()) * range;
    double spread = (0.06 + 0.12 * u.getAsDouble()) * range;
    double share = u.getAsDouble();
    t.put("a0", size);
    t.put("m", middle);
    t.put("s", spread);
    t.put("d", size * (0.1 + 0.3 * share));
    t.put("b2", 2 + 4 * share);
    t.put("b3", Math.exp(-rate));
    t.put("drop", size * (0.6 + 0.4 * share));
    t.put("pwr", 1 + 1.5 * share);
    t.put("lrc", this == WEIBULL ? -(1 + 1.5 * share) * Math.log(middle) : Math.log(rate));
    t.put("r0", size * (-0.5 + share));
    t.put("c0", range * 0.08 * share);
    t.put("lrc1", Math.log((12 + 12 * share) / range));
    t.put("lrc2", Math.log((0.5 + share) / range));
    t.put("a2", size * (0.3 + 0.4 * u.getAsDouble()));
    t.put("lka", Math.log(rate * (3 + 3 * share)));
    t.put("lke", Math.log(rate * 0.5));
    t.put("lcl0", Math.log(rate * 0.5 * (1 + 9 * u.getAsDouble())));
    t.put("lv", Math.log(1 + 9 * u.getAsDouble()));
    t.put("lcl", t.get("lv") + Math.log(rate * 0.5));
    t.put("k", this == MICHAELIS_MENTEN ? middle : rate * 0.7);
    t.put("ed50", middle);
    t.put("e0", size * (0.1 + 0.4 * share));
    t.put("h", 1.5 + 2.5 * share);
    t.put("le50", Math.log(middle));
    t.put("lnu", -0.7 + 1.4 * share);
    t.put("t0", -range * 0.15 * share);
    t.put("c", 1.2 + 2 * share);
    t.put("b", 0.3 + 1.5 * share);
    return t;
  }
}
