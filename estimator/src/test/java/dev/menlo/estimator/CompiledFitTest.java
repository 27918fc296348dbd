package dev.menlo.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.estimator.simulate.ReplicateKey;
import dev.menlo.estimator.simulate.Simulation;
import dev.menlo.estimator.simulate.TrueParameters;
import dev.menlo.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompiledFitTest {
  private static final Model MODEL =
      Model.parse("y = ({b1}+{U1[id]})/(1+exp(-(t-{b2})/{b3})), covariance(U1, independent)");
  private static final Map<String, Double> TRUTH =
      Map.of("b1", 10.0, "b2", 4.0, "b3", 1.5, "var(U1)", 1.0, "var(Residual)", 0.04);
  private static final FitOptions OPTIONS =
      FitOptions.defaults().withThreads(1).withInitial(Map.of("b1", 10.0, "b2", 4.0, "b3", 1.5));

  /** Rows of 8 groups of 6, the groups interleaved, so that binding reorders them. */
  private static Dataset design() {
    return Dataset.builder()
        .column("id", IntStream.range(0, 48).mapToDouble(i -> i % 8).toArray())
        .column("t", IntStream.range(0, 48).mapToDouble(i -> 1.5 * (1 + i / 8)).toArray())
        .column("y", IntStream.range(0, 48).mapToDouble(i -> i).toArray())
        .build();
  }

  private static List<Dataset> replicates(CompiledFit compiled, int n) {
    TrueParameters truth = Truth.of(compiled.model(), TRUTH);
    Simulation simulation =
        new Simulation(compiled.model().spec(), compiled.data().design(), truth);
    List<Dataset> out = new ArrayList<>();
    for (int r = 0; r < n; r++) {
      out.add(simulation.dataset(design(), compiled.data(), "y", new ReplicateKey(3, 1, r)));
    }
    return out;
  }

  private static void assertSame(Fit a, Fit b) {
    assertThat(a.outcome()).isEqualTo(b.outcome());
    assertThat(a.logLikelihood()).isEqualTo(b.logLikelihood());
    assertThat(a.fixedEffects()).isEqualTo(b.fixedEffects());
    assertThat(a.randomEffects()).isEqualTo(b.randomEffects());
    assertThat(a.residual()).isEqualTo(b.residual());
    assertThat(a.provenance().dataHash()).isEqualTo(b.provenance().dataHash());
  }

  @Test
  void fitsAreThoseOfWholeDataSetsBitForBit() {
    try (CompiledFit compiled = CompiledFit.of(MODEL, design(), OPTIONS)) {
      List<Dataset> data = replicates(compiled, 9);
      List<Fit> lean = compiled.fit(data.stream().map(d -> d.numbers("y")).toList());
      List<Fit> whole = Menlo.fitAll(MODEL, data, OPTIONS);
      for (int i = 0; i < data.size(); i++) {
        assertThat(lean.get(i).converged()).isTrue();
        assertSame(lean.get(i), whole.get(i));
      }
      assertSame(compiled.fit(List.of(data.get(5).numbers("y"))).get(0), whole.get(5));
    }
  }

  @Test
  void eachFitFindsItsOwnStart() {
    FitOptions automatic = FitOptions.defaults().withThreads(1);
    try (CompiledFit compiled = CompiledFit.of(MODEL, design(), automatic)) {
      List<Dataset> data = replicates(compiled, 2);
      List<Fit> both = compiled.fit(data.stream().map(d -> d.numbers("y")).toList());
      assertSame(both.get(1), Menlo.fit(MODEL, data.get(1), automatic));
    }
  }

  @Test
  void aResponseThatIsNotFiniteEndsAloneWithAStatus() {
    try (CompiledFit compiled = CompiledFit.of(MODEL, design(), OPTIONS)) {
      double[] good = replicates(compiled, 1).get(0).numbers("y");
      double[] bad = good.clone();
      bad[3] = Double.POSITIVE_INFINITY;
      List<Fit> fits = compiled.fit(List.of(bad, good));
      assertThat(fits.get(0).outcome()).isEqualTo(Outcome.INVALID_DATA);
      assertThat(fits.get(0).message()).contains("not finite");
      assertThat(fits.get(1).converged()).isTrue();
    }
  }

  @Test
  void truthHasEveryParameterInThePlaceOfItsName() {
    Model model =
        Model.parse(
            "y = {phi:}, define(phi: t U[id] c.t#W[id]) covariance(U W, unstructured)"
                + " resvariance(power _yhat, noconstant)");
    try (CompiledFit compiled = CompiledFit.of(model, design(), FitOptions.defaults())) {
      TrueParameters truth =
          Truth.of(
              compiled.model(),
              Map.of(
                  "phi",
                  3.0,
                  "phi:t",
                  2.0,
                  "var(U)",
                  4.0,
                  "var(W)",
                  1.0,
                  "cov(U,W)",
                  -0.5,
                  "sigma2",
                  0.09,
                  "delta",
                  0.7));
      double[] beta = new double[2];
      for (int k = 0; k < 2; k++) {
        String term = compiled.model().fixedEffects().get(k).term();
        beta[k] = term.equals("_cons") ? 3 : 2;
      }
      assertThat(truth.beta()).isEqualTo(beta);
      assertThat(truth.psi().get(0)).isEqualTo(new double[] {4, -0.5, -0.5, 1});
      assertThat(truth.sigma()).isCloseTo(0.3, within(1e-15));
      assertThat(truth.delta()[0]).isCloseTo(0.7, within(1e-9));
    }
  }

  @Test
  void truthNamesWhatIsMissingUnknownOrImpossible() {
    try (CompiledFit compiled = CompiledFit.of(MODEL, design(), OPTIONS)) {
      assertThatThrownBy(() -> Truth.of(compiled.model(), Map.of("b1", 1.0)))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("no value is given for b2, b3, var(U1), var(Residual)");
      assertThatThrownBy(() -> Truth.of(compiled.model(), Map.of("b9", 1.0)))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("b9");
    }
    Model ar = Model.parse("y = {a}+{U[id]}, rescorrelation(exchangeable)");
    try (CompiledFit compiled = CompiledFit.of(ar, design(), OPTIONS.withInitial(Map.of()))) {
      Map<String, Double> impossible =
          Map.of("a", 1.0, "var(U)", 1.0, "var(Residual)", 1.0, "corr", 2.0);
      String name = compiled.model().residual().parameters().get(1).name();
      Map<String, Double> values = new java.util.HashMap<>(impossible);
      values.put(name, values.remove("corr"));
      assertThatThrownBy(() -> Truth.of(compiled.model(), values))
          .isInstanceOf(DataException.class)
          .hasMessageContaining(name + " cannot be 2.0");
    }
  }
}
