package dev.menlo.estimator.store;

import dev.menlo.estimator.Certificate;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.FixedPoint;
import dev.menlo.estimator.IterationRecord;
import dev.menlo.estimator.Outcome;
import dev.menlo.estimator.covariance.CovarianceParameter;
import dev.menlo.estimator.covariance.RandomEffectsCovariance;
import dev.menlo.model.FixedEffect;
import dev.menlo.model.LoweredModel;
import dev.menlo.model.ResidualParameter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where a fit ended: every number of a {@link FixedPoint}, and how the fit was started. */
final class StateJson {
  private final JsonInput in;
  private List<String> names;
  private Outcome outcome;
  private String message;
  private int badRow;
  private List<Integer> aliased;
  private double[] beta;
  private double[] psi;
  private double[] sphericalEffects;
  private double sigma2;
  private double logLikelihood;
  private double laplace;
  private double[] fixedEffectsCovariance;
  private double[] varianceCovariance;
  private boolean singular;
  private Certificate certificate;
  private List<IterationRecord> trace;
  private boolean automaticStart;
  private double seconds;
  private String hash;

  private StateJson(JsonInput in) {
    this.in = in;
  }

  /** Names of all parameters in table order. */
  static List<String> names(LoweredModel model) {
    return Stream.of(
            model.fixedEffects().stream().map(FixedEffect::name),
            new RandomEffectsCovariance(model.levels())
                .entries().stream().map(CovarianceParameter::name),
            model.residual().parameters().stream().map(ResidualParameter::name))
        .flatMap(names -> names)
        .toList();
  }

  static void write(FittedModel fitted, JsonOutput out) throws IOException {
    FixedPoint point = fitted.point();
    List<String> names = names(fitted.lowered());
    out.texts("names", names);
    out.text("outcome", point.outcome().name().toLowerCase(java.util.Locale.ROOT));
    out.text("message", point.message());
    out.count("badRow", point.badRow());
    out.integers("aliased", point.aliased().stream().mapToInt(k -> k).toArray());
    out.numbers("beta", point.beta());
    out.numbers("psi", point.psi());
    out.numbers("sphericalEffects", point.sphericalEffects());
    out.number("sigma2", point.sigma2());
    out.number("logLikelihood", point.logLikelihood());
    out.number("laplace", point.laplace());
    out.numbers("fixedEffectsCovariance", point.fixedEffectsCovariance());
    out.numbers("varianceCovariance", point.varianceCovariance());
    out.flag("singular", point.singular());
    out.object("certificate", o -> certificate(point.certificate(), o));
    out.objects("trace", point.trace(), StateJson::round);
    out.flag("automaticStart", fitted.automaticStart());
    out.number("seconds", fitted.seconds());
    out.text("hash", StateHash.of(fitted.provenance().model(), names, point));
  }

  private static void certificate(Certificate c, JsonOutput out) throws IOException {
    out.number("distance", c.distance());
    out.number("contraction", c.contraction());
    out.number("gradient", c.gradient());
    out.number("curvature", c.curvature());
    out.number("boundarySlope", c.boundarySlope());
    out.count("rounds", c.rounds());
    out.count("rowPasses", c.rowPasses());
  }

  private static void round(JsonOutput out, IterationRecord round) throws IOException {
    out.count("round", round.round());
    out.number("logLikelihood", round.logLikelihood());
    out.number("penalizedRss", round.penalizedRss());
    out.number("change", round.change());
    out.number("damping", round.damping());
    out.text("remark", round.remark());
  }

  /** Reads a state; {@link #point} gives it once the model is known. */
  static StateJson read(JsonInput in) throws IOException {
    StateJson state = new StateJson(in);
    in.object(
        "state",
        Map.ofEntries(
            Map.entry("names", () -> state.names = in.texts()),
            Map.entry("outcome", () -> state.outcome = Words.of(Outcome.class, in)),
            Map.entry("message", () -> state.message = in.text()),
            Map.entry("badRow", () -> state.badRow = in.count()),
            Map.entry(
                "aliased", () -> state.aliased = Arrays.stream(in.integers()).boxed().toList()),
            Map.entry("beta", () -> state.beta = in.numbers()),
            Map.entry("psi", () -> state.psi = in.numbers()),
            Map.entry("sphericalEffects", () -> state.sphericalEffects = in.numbers()),
            Map.entry("sigma2", () -> state.sigma2 = in.number()),
            Map.entry("logLikelihood", () -> state.logLikelihood = in.number()),
            Map.entry("laplace", () -> state.laplace = in.number()),
            Map.entry("fixedEffectsCovariance", () -> state.fixedEffectsCovariance = in.numbers()),
            Map.entry("varianceCovariance", () -> state.varianceCovariance = in.numbers()),
            Map.entry("singular", () -> state.singular = in.flag()),
            Map.entry("certificate", () -> state.certificate = state.certificate()),
            Map.entry("trace", () -> state.trace = state.trace()),
            Map.entry("automaticStart", () -> state.automaticStart = in.flag()),
            Map.entry("seconds", () -> state.seconds = in.number()),
            Map.entry("hash", () -> state.hash = in.text())));
    return state;
  }

  private Certificate certificate() throws IOException {
    double[] x = new double[5];
    int[] n = new int[2];
    in.object(
        "certificate",
        Map.of(
            "distance", () -> x[0] = in.number(),
            "contraction", () -> x[1] = in.number(),
            "gradient", () -> x[2] = in.number(),
            "curvature", () -> x[3] = in.number(),
            "boundarySlope", () -> x[4] = in.number(),
            "rounds", () -> n[0] = in.count(),
            "rowPasses", () -> n[1] = in.count()));
    return new Certificate(x[0], x[1], x[2], x[3], x[4], n[0], n[1]);
  }

  private List<IterationRecord> trace() throws IOException {
    List<IterationRecord> rounds = new ArrayList<>();
    in.items("an array of rounds", () -> rounds.add(round()));
    return rounds;
  }

  private IterationRecord round() throws IOException {
    int[] number = new int[1];
    double[] x = new double[4];
    String[] remark = new String[1];
    in.object(
        "trace",
        Map.of(
            "round", () -> number[0] = in.count(),
            "logLikelihood", () -> x[0] = in.number(),
            "penalizedRss", () -> x[1] = in.number(),
            "change", () -> x[2] = in.number(),
            "damping", () -> x[3] = in.number(),
            "remark", () -> remark[0] = in.text()));
    return new IterationRecord(number[0], x[0], x[1], x[2], x[3], remark[0]);
  }

  boolean automaticStart() {
    return automaticStart;
  }

  double seconds() {
    return seconds;
  }

  /** Names of the parameters that the numbers belong to. */
  List<String> names() {
    return names;
  }

  String hash() {
    return hash;
  }

  FixedPoint point() {
    return new FixedPoint(
        0,
        outcome,
        message,
        badRow,
        aliased,
        beta,
        psi,
        sphericalEffects,
        sigma2,
        logLikelihood,
        laplace,
        fixedEffectsCovariance,
        varianceCovariance,
        singular,
        certificate,
        trace);
  }
}
