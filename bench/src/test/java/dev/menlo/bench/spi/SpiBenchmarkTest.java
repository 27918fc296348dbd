package dev.menlo.bench.spi;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every operation runs on every structure: a benchmark that throws is found here, not at night. */
class SpiBenchmarkTest {
  @ParameterizedTest
  @CsvSource({"cpu, 2, 6, power", "cpu-reference, 3, 3, ar1"})
  void everyOperationRuns(String backend, int q, int p, String residual) {
    SpiBenchmark benchmark = new SpiBenchmark();
    benchmark.backend = backend;
    benchmark.groups = 5;
    benchmark.rows = 6;
    benchmark.q = q;
    benchmark.p = p;
    benchmark.residual = residual;
    benchmark.open();
    try {
      assertThatCode(
              () -> {
                benchmark.prepare();
                benchmark.startLinearise();
                benchmark.linearise();
                benchmark.lineariseNewton();
                benchmark.objective();
                benchmark.solve();
                benchmark.solveNewton();
                benchmark.solveNearby();
                benchmark.solveReject();
                benchmark.solveLineariseAccept();
                benchmark.profileValue();
                benchmark.profileGradient();
                benchmark.profileHessian();
                benchmark.profileHessianReml();
                benchmark.readAll();
              })
          .doesNotThrowAnyException();
    } finally {
      benchmark.close();
    }
  }
}
