package dev.menlo.estimator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.estimator.data.Dataset;
import dev.menlo.model.Model;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AliasedTest {
  private final Dataset data =
      Dataset.builder()
          .column("g", 1, 1, 1, 2, 2, 2)
          .column("x", 1, 2, 3, 1, 2, 3)
          .column("y", 1.1, 2.3, 2.9, 1.5, 2.2, 3.7)
          .build();
  private final Model model = Model.of("y = {a} + {b}*x + {c}*2*x + {U[g]}").build();

  @Test
  void namesTheEffectsThatCannotBeToldApart() {
    Fit fit =
        Menlo.fit(
            model, data, FitOptions.defaults().withInitial(Map.of("a", 0.0, "b", 0.5, "c", 0.2)));
    assertThat(fit.outcome()).isEqualTo(Outcome.ALIASED);
    assertThat(fit.message()).contains("cannot tell b, c apart").doesNotContain("a, b");
  }

  @Test
  void namesThemWithoutStartingValuesToo() {
    Fit fit = Menlo.fit(model, data);
    assertThat(fit.outcome()).isEqualTo(Outcome.ALIASED);
    assertThat(fit.message()).contains("cannot tell b, c apart");
  }
}
