package dev.menlo.estimator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every known fixed point is reached, from the given starts and from none, on both CPU backends.
 */
class ReferenceFitsTest {
  private static final FitOptions OPTIONS = FitOptions.defaults().withThreads(1);

  static Stream<String> ids() {
    return ReferenceFit.all().stream().map(ReferenceFit::id);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void isReachedFromGivenStarts(String id) {
    ReferenceFit reference = ReferenceFit.named(id);
    Fit fit = reference.fit(OPTIONS.withInitial(reference.start()));
    assertThat(fit.converged()).as(fit.message()).isTrue();
    assertThat(reference.misses(fit)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void isReachedFromNoStarts(String id) {
    ReferenceFit reference = ReferenceFit.named(id);
    Fit fit = reference.fit(OPTIONS);
    assertThat(fit.converged()).as(fit.message()).isTrue();
    assertThat(reference.misses(fit)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"orange-1", "orange-1r", "orange-3i", "theoph-power-reml", "ovary", "ovary-arma"})
  void agreesWithTheReferenceBackend(String id) {
    agree(id);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("ids")
  void everyFitAgreesWithTheReferenceBackend(String id) {
    agree(id);
  }

  private static void agree(String id) {
    ReferenceFit reference = ReferenceFit.named(id);
    FitOptions options = OPTIONS.withInitial(reference.start());
    Fit fast = reference.fit(options);
    Fit plain = reference.fit(options.withBackend("cpu-reference"));
    assertThat(plain.outcome()).isEqualTo(fast.outcome());
    assertThat(plain.backend()).isEqualTo("cpu-reference");
    assertThat(differences(fast, plain)).isEmpty();
  }

  private static List<String> differences(Fit a, Fit b) {
    return Stream.concat(
            a.fixedEffects().stream()
                .filter(
                    c ->
                        !(Math.abs(c.estimate() - b.fixedEffect(c.name()).estimate())
                            <= 1e-6 * c.se()))
                .map(CoefficientEstimate::name),
            Stream.concat(
                    a.randomEffects().stream().flatMap(r -> r.parameters().stream()),
                    a.residual().stream())
                .filter(
                    p ->
                        !(Math.abs(p.estimate() - b.parameter(p.name()).estimate())
                            <= 1e-6 * p.se()))
                .map(p -> String.format(Locale.ROOT, "%s %s", p, b.parameter(p.name()))))
        .toList();
  }
}
