package dev.menlo.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.menlo.estimator.data.DataException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InitialTextTest {
  @Test
  void readsNamesInEveryForm() {
    assertThat(InitialText.parse("b1 175 b2 -7e2")).isEqualTo(Map.of("b1", 175.0, "b2", -700.0));
    assertThat(InitialText.parse("{b1} 175 /b2 700 b3=.5"))
        .isEqualTo(Map.of("b1", 175.0, "b2", 700.0, "b3", 0.5));
    assertThat(InitialText.parse("phi1:_cons 18 {phi2:} 1 var(U1) 990 cov(U1, U2) 3"))
        .isEqualTo(Map.of("phi1:_cons", 18.0, "phi2:", 1.0, "var(U1)", 990.0, "cov(U1,U2)", 3.0));
  }

  @Test
  void readsVectorsAndOptions() {
    assertThat(InitialText.parse("175 700 300"))
        .isEqualTo(Map.of("#1", 175.0, "#2", 700.0, "#3", 300.0));
    assertThat(InitialText.parse("b1 175, fixed")).isEqualTo(Map.of("b1", 175.0));
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> InitialText.parse("b1 x"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected a number instead of \"x\" after b1");
    assertThatThrownBy(() -> InitialText.parse("b1 1, nonsense"))
        .hasMessageContaining("unknown option \"nonsense\"");
    assertThatThrownBy(() -> InitialText.parse("b1 1 b2"))
        .hasMessageContaining("expected a number at the end after b2");
  }
}
