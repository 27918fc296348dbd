package dev.menlo.model.residual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.Interpreter;
import dev.menlo.engine.program.Program;
import dev.menlo.model.LoweredResidual;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Optimisation can leave every default start: first and second derivatives are finite there. */
class DefaultStartTest {
  private static final TableColumns COLUMNS =
      new TableColumns().with("t", 1, 2, 4, 5, 7).with("x", 2, 5, 1, 3, 4).with("s", 1, 1, 2, 2, 2);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "identity",
        "ar 1, t(t)",
        "ar 1, t(t) by(s)",
        "ar 3, t(t)",
        "ma 2, t(t)",
        "arma 1 1, t(t)",
        "arma 2 2, t(t)",
        "ctar1, t(t)",
        "toeplitz 2, t(t)",
        "toeplitz, t(t)",
        "exchangeable",
        "exchangeable, by(s)",
        "banded 2, index(t)",
        "unstructured, index(t)",
        "exponential, coords(t)",
        "gaussian, coords(t x) nugget",
        "linear, coords(t)",
        "rational, coords(t) by(s)",
        "spherical, coords(t)"
      })
  void correlationHasDerivatives(String text) {
    LoweredResidual lowered = ResidualStructure.parse(null, text, null, null).lower(COLUMNS);
    assertThat(lowered.start()).hasSize(lowered.spec().parameters());
    assertThat(lowered.natural().outputs()).hasSize(lowered.parameters().size());
    for (int j = 1; j < 5; j++) {
      assertFinite(program(lowered.spec().correlation()), lowered, j);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "identity, strata(s)",
        "linear x",
        "power _yhat",
        "power x, noconstant strata(s)",
        "exponential _yhat, strata(s)",
        "distinct, index(t)",
        "constprop _yhat"
      })
  void varianceHasDerivatives(String text) {
    LoweredResidual lowered = ResidualStructure.parse(text, null, null, null).lower(COLUMNS);
    assertThat(lowered.start()).hasSize(lowered.spec().parameters());
    assertThat(lowered.natural().outputs()).hasSize(lowered.parameters().size());
    for (int j = 1; j < 5; j++) {
      assertFinite(lowered.spec().logScale(), lowered, j);
    }
  }

  private static Program program(ResidualSpec.Correlation correlation) {
    if (correlation instanceof ResidualSpec.Correlation.Markov markov) {
      return markov.rho();
    }
    if (correlation instanceof ResidualSpec.Correlation.Banded banded) {
      return program(banded.entries());
    }
    return correlation instanceof ResidualSpec.Correlation.Dense dense
        ? program(dense.entries())
        : null;
  }

  private static Program program(ResidualSpec.Entries entries) {
    return entries instanceof ResidualSpec.Entries.Pairwise pairwise
        ? pairwise.entry()
        : ((ResidualSpec.Entries.LagTable) entries).table();
  }

  private static void assertFinite(Program program, LoweredResidual lowered, int j) {
    if (program == null) {
      assertThat(lowered.start()).isEmpty();
      return;
    }
    Program derivatives = Derivatives.inParameters(program, lowered.start().length, 2).program();
    double[] values =
        new Interpreter(derivatives)
            .evaluate(
                Interpreter.Row.ofResidual(
                    COLUMNS.row(j), COLUMNS.row(j - 1), 3.5, lowered.start()));
    assertThat(Arrays.stream(values).allMatch(Double::isFinite)).isTrue();
  }
}
