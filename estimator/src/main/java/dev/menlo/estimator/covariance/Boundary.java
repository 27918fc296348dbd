package dev.menlo.estimator.covariance;

import dev.menlo.estimator.algebra.SymmetricEigen;
import dev.menlo.model.CovarianceBlock;
import dev.menlo.model.CovarianceType;
import java.util.ArrayList;
import java.util.List;

/**
 * The boundary of the cone of D: which directions lead off a singular D inside its structure, and
 * which D count as singular.
 */
public final class Boundary {
  private final RandomEffectsCovariance covariance;

  /** The boundary of a structure. */
  public Boundary(RandomEffectsCovariance covariance) {
    this.covariance = covariance;
  }

  /**
   * A way off the boundary, D + eps E with E positive semi-definite.
   *
   * @param name what grows, for messages
   * @param level grouping level, 1..K
   * @param matrix E, q_k x q_k row-major, scaled to the typical size of its random effects
   * @param slope tr(G E), the change of the deviance per eps
   */
  public record Direction(String name, int level, double[] matrix, double slope) {}

  /**
   * The directions E of the structure in the null space of D, with their slopes.
   *
   * @param psi parameters, theta first
   * @param gradient dd/dvech(D), levels concatenated
   * @param typical typical size of each random effect over sigma, levels concatenated
   */
  public List<Direction> directions(double[] psi, double[] gradient, double[] typical) {
    List<Direction> directions = new ArrayList<>();
    int effect = 0;
    for (int level = 1; level <= covariance.levels().size(); level++) {
      int q = covariance.size(level);
      double[] d = covariance.relativeCovariance(psi, level);
      double[] g = symmetric(gradient, covariance.vechOffset(level), q);
      for (CovarianceBlock block : covariance.levels().get(level - 1).blocks()) {
        for (double[] e : candidates(block, d, g, q, typical, effect)) {
          directions.add(new Direction(name(level, block, e, q), level, e, trace(g, e)));
        }
      }
      effect += q;
    }
    return directions;
  }

  /** Theta of D + eps E; the rest of psi as it is. */
  public double[] moved(double[] psi, Direction direction, double eps) {
    List<double[]> d = relativeCovariances(psi);
    double[] matrix = d.get(direction.level() - 1);
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] += eps * direction.matrix()[i];
    }
    return withTheta(psi, covariance.theta(d, 1e-14));
  }

  /**
   * psi with every pivot of D that is negligible made exactly zero; equal to psi when there is
   * none.
   */
  public double[] snapped(double[] psi, double[] typical, double relativePivot) {
    List<double[]> d = relativeCovariances(psi);
    int effect = 0;
    boolean small = false;
    for (int level = 1; level <= d.size(); level++) {
      int q = covariance.size(level);
      for (int i = 0; i < q; i++) {
        double floor = relativePivot * typical[effect + i] * typical[effect + i];
        if (d.get(level - 1)[i * q + i] < floor && d.get(level - 1)[i * q + i] > 0) {
          small = true;
          clear(d.get(level - 1), q, i);
        }
      }
      effect += q;
    }
    double[] rooted = withTheta(psi, covariance.theta(d, relativePivot));
    return small || rank(rooted) < rank(psi) ? rooted : psi;
  }

  private int rank(double[] psi) {
    int alive = 0;
    for (boolean free : covariance.free(psi, covariance.parameters())) {
      alive += free ? 1 : 0;
    }
    return alive;
  }

  private List<double[]> relativeCovariances(double[] psi) {
    List<double[]> d = new ArrayList<>();
    for (int level = 1; level <= covariance.levels().size(); level++) {
      d.add(covariance.relativeCovariance(psi, level));
    }
    return d;
  }

  private static double[] withTheta(double[] psi, double[] theta) {
    double[] out = psi.clone();
    System.arraycopy(theta, 0, out, 0, theta.length);
    return out;
  }

  private static void clear(double[] d, int q, int i) {
    for (int j = 0; j < q; j++) {
      d[i * q + j] = 0;
      d[j * q + i] = 0;
    }
  }

  /** The extreme rays of the structure's cone that D does not use, embedded in its level. */
  private List<double[]> candidates(
      CovarianceBlock block, double[] d, double[] g, int q, double[] typical, int effect) {
    List<Integer> members = block.members();
    List<double[]> out = new ArrayList<>();
    if (block.type() == CovarianceType.UNSTRUCTURED) {
      nullVector(d, g, q, members, typical, effect).ifPresent(n -> out.add(outer(n, q)));
      return out;
    }
    for (double[] root : FactorBasis.of(block.type(), members.size())) {
      double size = 0;
      double use = 0;
      double[] e = new double[q * q];
      for (int i = 0; i < members.size(); i++) {
        for (int j = 0; j < members.size(); j++) {
          double weight = root[i * members.size() + j];
          e[members.get(i) * q + members.get(j)] = weight;
          use += weight * d[members.get(i) * q + members.get(j)];
        }
        size = Math.max(size, typical[effect + members.get(i)]);
      }
      if (use <= 1e-14 * size * size) {
        for (int i = 0; i < e.length; i++) {
          e[i] *= size * size;
        }
        out.add(e);
      }
    }
    return out;
  }

  /** The vector of the null space of D (scaled to typical sizes) along which G is smallest. */
  private static java.util.Optional<double[]> nullVector(
      double[] d, double[] g, int q, List<Integer> members, double[] typical, int effect) {
    int n = members.size();
    double[] scaled = new double[n * n];
    double[] slope = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double size = typical[effect + members.get(i)] * typical[effect + members.get(j)];
        scaled[i * n + j] = d[members.get(i) * q + members.get(j)] / size;
        slope[i * n + j] = g[members.get(i) * q + members.get(j)] * size;
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(scaled, n);
    int nullity = 0;
    while (nullity < n
        && eigen.values()[nullity] <= 1e-12 * Math.max(1e-3, eigen.values()[n - 1])) {
      nullity++;
    }
    if (nullity == 0) {
      return java.util.Optional.empty();
    }
    double[] within = project(slope, eigen.vectors(), n, nullity);
    double[] weights = SymmetricEigen.of(within, nullity).vectors();
    double[] vector = new double[q];
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int k = 0; k < nullity; k++) {
        sum += weights[k] * eigen.vectors()[k * n + i];
      }
      vector[members.get(i)] = sum * typical[effect + members.get(i)];
    }
    return java.util.Optional.of(vector);
  }

  /** V A V' for the first rows of V. */
  private static double[] project(double[] a, double[] v, int n, int rows) {
    double[] out = new double[rows * rows];
    for (int r = 0; r < rows; r++) {
      for (int s = 0; s < rows; s++) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            sum += v[r * n + i] * a[i * n + j] * v[s * n + j];
          }
        }
        out[r * rows + s] = sum;
      }
    }
    return out;
  }

  private static double[] outer(double[] n, int q) {
    double[] out = new double[q * q];
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        out[i * q + j] = n[i] * n[j];
      }
    }
    return out;
  }

  /** G from a gradient in vech(D), where an off-diagonal entry counts both of its places. */
  private static double[] symmetric(double[] gradient, int offset, int q) {
    double[] g = new double[q * q];
    int at = offset;
    for (int column = 0; column < q; column++) {
      for (int row = column; row < q; row++) {
        double value = row == column ? gradient[at] : 0.5 * gradient[at];
        g[row * q + column] = value;
        g[column * q + row] = value;
        at++;
      }
    }
    return g;
  }

  private static double trace(double[] g, double[] e) {
    double sum = 0;
    for (int i = 0; i < g.length; i++) {
      sum += g[i] * e[i];
    }
    return sum;
  }

  private String name(int level, CovarianceBlock block, double[] e, int q) {
    List<String> names = covariance.levels().get(level - 1).randomEffects();
    List<String> used = new ArrayList<>();
    double largest = 0;
    for (int i : block.members()) {
      largest = Math.max(largest, e[i * q + i]);
    }
    for (int i : block.members()) {
      if (e[i * q + i] > 1e-6 * largest) {
        used.add("var(" + names.get(i) + ")");
      }
    }
    return String.join(", ", used);
  }
}
