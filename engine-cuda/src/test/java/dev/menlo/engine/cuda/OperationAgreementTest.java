package dev.menlo.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.menlo.engine.Availability;
import dev.menlo.engine.Backend;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.cpu.reference.ReferenceBackend;
import dev.menlo.engine.cuda.ConditionedProblem.Errors;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every operation of the SPI, kernels emulated, against {@code cpu-reference}: no entry differs by
 * more than 1e-12 times the condition number times the largest entry of its array.
 */
class OperationAgreementTest {
  private static final double TOLERANCE = 1e-12;

  @BeforeEach
  void requireAvailable() {
    Availability here = EmulatedCuda.backend().availability();
    assumeTrue(here.available(), () -> "skipped: " + here.reasons());
  }

  /** Sizes for which each class of kernels eliminates: p, q, groups, rows. */
  private enum Size {
    REGISTERS_5(3, 2, 2, 5, "register_elimination_5_2"),
    REGISTERS_11(10, 3, 2, 8, "register_elimination_11_5"),
    WARP(12, 2, 2, 8, "warp_elimination_8"),
    MEMORY(34, 1, 4, 9, "group_elimination");

    final int p;
    final int q;
    final int groups;
    final int rows;
    final String kernel;

    Size(int p, int q, int groups, int rows, String kernel) {
      this.p = p;
      this.q = q;
      this.groups = groups;
      this.rows = rows;
      this.kernel = kernel;
    }

    ConditionedProblem problem(int levels, double apart, Errors errors) {
      int[] effects = levels == 1 ? new int[] {q} : new int[] {1, q};
      return new ConditionedProblem(p, effects, groups, rows, apart, errors);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "REGISTERS_5, 1, 1, IDENTITY, 1, 1e3",
    "REGISTERS_5, 2, 1e-3, POWER, 1e5, 1e8",
    "REGISTERS_5, 1, 2e-5, DENSE, 1e8, 1e11",
    "REGISTERS_11, 1, 1e-2, IDENTITY, 1e3, 1e8",
    "REGISTERS_5, 2, 1e-2, AUTOREGRESSIVE, 1e3, 1e7",
    "WARP, 1, 1e-4, IDENTITY, 1e7, 1e11"
  })
  void smallProblemsAgree(
      Size size, int levels, double apart, Errors errors, double least, double most) {
    assertAgreement(size, size.problem(levels, apart, errors), least, most);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("slow")
  void everySizeAgreesWithEveryKindOfErrors(Size size) {
    for (Errors errors : Errors.values()) {
      assertAgreement(size, size.problem(1, 1e-4, errors), 1e6, 1e12);
      assertAgreement(size, size.problem(2, 1e-2, errors), 1e2, 1e9);
    }
  }

  private static void assertAgreement(
      Size size, ConditionedProblem problem, double least, double most) {
    int order = problem.p + 1;
    assertThat(EliminationKernel.of(order, size.q).name()).isEqualTo(size.kernel);
    double condition = problem.conditionNumber();
    assertThat(condition).isBetween(least, most);
    Map<String, double[]> expected = walk(new ReferenceBackend(), problem);
    Map<String, double[]> actual = walk(EmulatedCuda.backend(), problem);
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (name, numbers) ->
            assertThat(distance(actual.get(name), numbers))
                .as("%s of %s, condition number %.2g", name, size, condition)
                .isLessThanOrEqualTo(TOLERANCE * condition));
  }

  private static Map<String, double[]> walk(Backend backend, ConditionedProblem problem) {
    try (Engine engine = backend.prepare(problem.model, new EngineOptions(1))) {
      return engine
          .run(
              problem.batch(),
              workspace ->
                  Walk.of(workspace, problem.beta, problem.factor, problem.delta, problem.u))
          .get(0);
    }
  }

  /** Largest difference by the largest entry; NaN agrees with NaN. */
  private static double distance(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double largest = Double.MIN_NORMAL;
    double apart = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      apart =
          Double.compare(actual[i], expected[i]) == 0 ? apart : max(apart, actual[i], expected[i]);
    }
    return apart / largest;
  }

  private static double max(double apart, double a, double b) {
    double difference = Math.abs(a - b);
    return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(apart, difference);
  }
}
