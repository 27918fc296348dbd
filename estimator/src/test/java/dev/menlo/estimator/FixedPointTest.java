package dev.menlo.estimator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.estimator.oracle.DenseErrors;
import dev.menlo.estimator.oracle.Oracle;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What menlo returns is a fixed point of the textbook alternation, computed densely, with the
 * standard errors that the rules of docs/method.md (eqs. 14 to 16) give there.
 */
class FixedPointTest {
  private static final FitOptions OPTIONS = FitOptions.defaults().withThreads(1);

  private static Fit reference(String id) {
    ReferenceFit reference = ReferenceFit.named(id);
    return reference.fit(OPTIONS.withInitial(reference.start()));
  }

  private static List<String> complaints(
      String id, DenseErrors errors, String time, String... residual) {
    String file = ReferenceFit.named(id).file();
    return new Oracle(Examples.model(file), Examples.data(file))
        .complaints(reference(id), errors, time, List.of(residual), 1e-6);
  }

  @Test
  void orange() {
    assertThat(complaints("orange-1", DenseErrors.IDENTITY, "")).isEmpty();
    assertThat(complaints("orange-1r", DenseErrors.IDENTITY, "")).isEmpty();
  }

  @Test
  void soybean() {
    assertThat(complaints("soy-3u", DenseErrors.IDENTITY, "")).isEmpty();
  }

  @Test
  void theophylline() {
    assertThat(complaints("theoph-iid", DenseErrors.IDENTITY, "")).isEmpty();
    assertThat(complaints("theoph-iid-reml", DenseErrors.IDENTITY, "")).isEmpty();
    assertThat(complaints("theoph-power-reml", DenseErrors.POWER_CONSTANT, "", "delta", "_cons"))
        .isEmpty();
  }

  @Tag("slow")
  @Test
  void ovary() {
    assertThat(complaints("ovary-arma", DenseErrors.ARMA11, "obs", "phi1", "theta1")).isEmpty();
  }

  @Tag("slow")
  @Test
  void productionFunctionOfTwoLevels() {
    assertThat(complaints("ces", DenseErrors.IDENTITY, "")).isEmpty();
  }

  @Tag("slow")
  @Test
  void soybeanWithFactors() {
    assertThat(complaints("soy-factors", DenseErrors.POWER, "", "delta")).isEmpty();
  }
}
