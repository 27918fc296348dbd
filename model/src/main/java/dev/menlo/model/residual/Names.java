package dev.menlo.model.residual;

import dev.menlo.model.ResidualParameter;
import dev.menlo.model.ResidualParameter.IntervalScale;
import java.util.List;
import java.util.stream.IntStream;

/** Names that correlation structures share. */
final class Names {
  private Names() {}

  /**
   * Coefficients {@code phi1}, ..., {@code phin}. A single one lies in (-1, 1) and takes an atanh
   * interval; several do not lie there each.
   */
  static ResidualParameter[] lagged(String name, int n) {
    return numbered(name, n, n == 1 ? IntervalScale.ATANH : IntervalScale.IDENTITY);
  }

  /** Correlations {@code rho1}, ..., {@code rhon}. */
  static ResidualParameter[] correlations(String name, int n) {
    return numbered(name, n, IntervalScale.ATANH);
  }

  private static ResidualParameter[] numbered(String name, int n, IntervalScale interval) {
    return IntStream.rangeClosed(1, n)
        .mapToObj(k -> new ResidualParameter(name + k, interval))
        .toArray(ResidualParameter[]::new);
  }

  /** The suboption {@code t()}. */
  static List<String> time(String time) {
    return List.of("t(" + time + ")");
  }

  /** The suboption {@code index()}. */
  static List<String> index(String index) {
    return List.of("index(" + index + ")");
  }

  /** Refuses a count that is not positive. */
  static void requirePositive(int count, String what) {
    if (count <= 0) {
      throw new IllegalArgumentException(what + " must be positive, not " + count);
    }
  }
}
