package dev.menlo.estimator.covariance;

import dev.menlo.model.CovarianceBlock;
import dev.menlo.model.CovarianceType;
import dev.menlo.model.GroupingLevel;
import java.util.ArrayList;
import java.util.List;

/**
 * The covariance structure of all random effects of a model. Parameters theta, one vector over all
 * levels and blocks; relative factors {@code Lambda_k(theta)} linear in theta; {@code D_k =
 * Lambda_k Lambda_k'}; {@code Psi_k = sigma^2 D_k}.
 *
 * <p>Arrays follow the backend's layout: factors concatenated level by level, row-major q_k x q_k;
 * vech concatenated level by level, lower triangles by columns.
 */
public final class RandomEffectsCovariance {
  /** Where theta_a enters: B_a embedded in the D of its level. */
  private record Basis(int level, int block, double[] matrix) {}

  private final List<GroupingLevel> levels;
  private final int[] size;
  private final int[] factorOffset;
  private final int[] vechOffset;
  private final List<Basis> basis = new ArrayList<>();
  private final List<CovarianceParameter> entries;
  private final double[][] second;

  /** The structure of a model's grouping levels, outermost first. */
  public RandomEffectsCovariance(List<GroupingLevel> levels) {
    this.levels = List.copyOf(levels);
    this.size = levels.stream().mapToInt(l -> l.randomEffects().size()).toArray();
    this.factorOffset = new int[size.length + 1];
    this.vechOffset = new int[size.length + 1];
    for (int k = 0; k < size.length; k++) {
      factorOffset[k + 1] = factorOffset[k] + size[k] * size[k];
      vechOffset[k + 1] = vechOffset[k] + size[k] * (size[k] + 1) / 2;
      List<CovarianceBlock> blocks = levels.get(k).blocks();
      for (int b = 0; b < blocks.size(); b++) {
        addBasis(k, b, blocks.get(b));
      }
    }
    this.entries = CovarianceEntries.of(this.levels);
    this.second = secondDerivatives();
  }

  private void addBasis(int k, int b, CovarianceBlock block) {
    int q = block.members().size();
    for (double[] local : FactorBasis.of(block.type(), q)) {
      double[] embedded = new double[size[k] * size[k]];
      for (int i = 0; i < q; i++) {
        for (int j = 0; j < q; j++) {
          embedded[block.members().get(i) * size[k] + block.members().get(j)] = local[i * q + j];
        }
      }
      basis.add(new Basis(k, b, embedded));
    }
  }

  /** The grouping levels, outermost first. */
  public List<GroupingLevel> levels() {
    return levels;
  }

  /** Number of parameters theta. */
  public int parameters() {
    return basis.size();
  }

  /** Distinct entries of Psi in table order: by level and block, variances before covariances. */
  public List<CovarianceParameter> entries() {
    return entries;
  }

  /** q_k of a level, 1..K. */
  public int size(int level) {
    return size[level - 1];
  }

  /** The level, 1..K, of theta_a. */
  public int level(int a) {
    return basis.get(a).level() + 1;
  }

  /** The block of theta_a within its level. */
  public int block(int a) {
    return basis.get(a).block();
  }

  /** First entry of a level's factor, 1..K, in the concatenated factors. */
  public int factorOffset(int level) {
    return factorOffset[level - 1];
  }

  /** First entry of a level's vech, 1..K, in the concatenated vech. */
  public int vechOffset(int level) {
    return vechOffset[level - 1];
  }

  /** Length of the concatenated vech. */
  public int vechLength() {
    return vechOffset[size.length];
  }

  /** Length of the concatenated factors. */
  public int factorLength() {
    return factorOffset[size.length];
  }

  /** Writes Lambda(theta) into {@code factor} at an offset. */
  public void factor(double[] theta, double[] factor, int offset) {
    java.util.Arrays.fill(factor, offset, offset + factorLength(), 0);
    for (int a = 0; a < basis.size(); a++) {
      Basis b = basis.get(a);
      int start = offset + factorOffset[b.level()];
      double[] matrix = b.matrix();
      for (int i = 0; i < matrix.length; i++) {
        factor[start + i] += theta[a] * matrix[i];
      }
    }
  }

  /** D of a level, 1..K, q_k x q_k row-major; fresh array. */
  public double[] relativeCovariance(double[] theta, int level) {
    int q = size(level);
    double[] factor = new double[factorLength()];
    factor(theta, factor, 0);
    return product(factor, factorOffset(level), factor, factorOffset(level), q);
  }

  /**
   * dvech(D)/dtheta: {@code dD/dtheta_a = B_a Lambda' + Lambda B_a'} (method.md, eq. 9).
   *
   * @return theta x vech, row-major; fresh array
   */
  public double[] vechJacobian(double[] theta) {
    double[] factor = new double[factorLength()];
    factor(theta, factor, 0);
    int v = vechLength();
    double[] jacobian = new double[basis.size() * v];
    for (int a = 0; a < basis.size(); a++) {
      Basis b = basis.get(a);
      int k = b.level();
      double[] half = product(b.matrix(), 0, factor, factorOffset[k], size[k]);
      addVech(half, k, jacobian, a * v);
    }
    return jacobian;
  }

  /**
   * {@code sum_v g_v d2vech_v / dtheta_a dtheta_b} for a gradient g in vech(D): {@code d2D = B_a
   * B_b' + B_b B_a'}, constant in theta.
   *
   * @return theta x theta, row-major, symmetric; fresh array
   */
  public double[] curvature(double[] gradient) {
    int t = basis.size();
    double[] out = new double[t * t];
    for (int a = 0; a < t; a++) {
      for (int b = 0; b <= a; b++) {
        double[] vech = second[a * t + b];
        double sum = 0;
        for (int i = 0; i < vech.length; i++) {
          sum += gradient[i] * vech[i];
        }
        out[a * t + b] = sum;
        out[b * t + a] = sum;
      }
    }
    return out;
  }

  /** vech(B_a B_b' + B_b B_a') for b <= a, at a t + b; empty where the levels differ. */
  private double[][] secondDerivatives() {
    int t = basis.size();
    double[][] out = new double[t * t][0];
    for (int a = 0; a < t; a++) {
      for (int b = 0; b <= a; b++) {
        Basis left = basis.get(a);
        Basis right = basis.get(b);
        if (left.level() == right.level()) {
          int k = left.level();
          out[a * t + b] = new double[vechLength()];
          addVech(product(left.matrix(), 0, right.matrix(), 0, size[k]), k, out[a * t + b], 0);
        }
      }
    }
    return out;
  }

  /** Adds vech(M + M') of a level's matrix to an array of concatenated vechs. */
  private void addVech(double[] matrix, int k, double[] vech, int offset) {
    int q = size[k];
    int at = offset + vechOffset[k];
    for (int column = 0; column < q; column++) {
      for (int row = column; row < q; row++) {
        vech[at++] += matrix[row * q + column] + matrix[column * q + row];
      }
    }
  }

  /** A B' of two q x q matrices inside arrays. */
  private static double[] product(double[] a, int aOffset, double[] b, int bOffset, int q) {
    double[] out = new double[q * q];
    for (int i = 0; i < q; i++) {
      for (int j = 0; j < q; j++) {
        double sum = 0;
        for (int k = 0; k < q; k++) {
          sum += a[aOffset + i * q + k] * b[bOffset + j * q + k];
        }
        out[i * q + j] = sum;
      }
    }
    return out;
  }

  /**
   * Theta whose D is nearest in structure to a given one: exact when D has the structure.
   *
   * @param d D of each level, 1..K, q_k x q_k row-major, positive semi-definite
   * @param relativePivot pivots below this fraction of their diagonal entry count as zero
   */
  public double[] theta(List<double[]> d, double relativePivot) {
    double[] theta = new double[basis.size()];
    int a = 0;
    for (int k = 0; k < size.length; k++) {
      for (CovarianceBlock block : levels.get(k).blocks()) {
        double[] part = submatrix(d.get(k), size[k], block.members());
        double[] t = BlockRoot.of(block.type(), part, block.members().size(), relativePivot);
        System.arraycopy(t, 0, theta, a, t.length);
        a += t.length;
      }
    }
    return theta;
  }

  /**
   * Natural size of each theta for trust regions: the largest standard deviation (relative to
   * sigma) among the random effects it moves, kept above a thousandth of its typical size.
   *
   * @param typical typical size of each random effect over sigma, levels concatenated, at least q
   *     long
   * @param scale where the sizes go; entries past theta are set to 1
   */
  public void scales(double[] theta, double[] typical, double[] scale) {
    java.util.Arrays.fill(scale, 1);
    double[] sd = standardDeviations(theta);
    for (int a = 0; a < basis.size(); a++) {
      Basis b = basis.get(a);
      int q = size[b.level()];
      double largest = 0;
      for (int i = 0; i < q; i++) {
        if (hasRow(b.matrix(), q, i)) {
          int at = effectOffset(b.level()) + i;
          largest = Math.max(largest, sd[at] + 1e-3 * typical[at]);
        }
      }
      scale[a] = largest;
    }
  }

  /** sqrt(diag D) of all levels, concatenated. */
  public double[] standardDeviations(double[] theta) {
    double[] sd = new double[effectOffset(size.length)];
    for (int k = 0; k < size.length; k++) {
      double[] d = relativeCovariance(theta, k + 1);
      for (int i = 0; i < size[k]; i++) {
        sd[effectOffset(k) + i] = Math.sqrt(d[i * size[k] + i]);
      }
    }
    return sd;
  }

  /** Position of the first random effect of level k + 1 among all. */
  private int effectOffset(int k) {
    int offset = 0;
    for (int i = 0; i < k; i++) {
      offset += size[i];
    }
    return offset;
  }

  private static boolean hasRow(double[] matrix, int q, int row) {
    for (int j = 0; j < q; j++) {
      if (matrix[row * q + j] != 0) {
        return true;
      }
    }
    return false;
  }

  /** For each theta whether it moves D to first order: false in the zero columns of Lambda. */
  public boolean[] free(double[] psi, int n) {
    boolean[] free = new boolean[n];
    java.util.Arrays.fill(free, true);
    for (int a = 0; a < basis.size(); a++) {
      free[a] = columnIsAlive(psi, a);
    }
    return free;
  }

  /** Whether the column(s) of Lambda that theta_a writes hold anything. */
  private boolean columnIsAlive(double[] psi, int a) {
    Basis b = basis.get(a);
    if (levels.get(b.level()).blocks().get(b.block()).type() != CovarianceType.UNSTRUCTURED) {
      return psi[a] != 0;
    }
    int q = size[b.level()];
    int column = column(b.matrix(), q);
    for (int c = 0; c < basis.size(); c++) {
      Basis other = basis.get(c);
      if (other.level() == b.level()
          && other.block() == b.block()
          && column(other.matrix(), q) == column
          && psi[c] != 0) {
        return true;
      }
    }
    return false;
  }

  private static int column(double[] matrix, int q) {
    for (int i = 0; i < matrix.length; i++) {
      if (matrix[i] != 0) {
        return i % q;
      }
    }
    throw new IllegalStateException("empty basis matrix");
  }

  /** Rows and columns of a block, row-major. */
  public static double[] submatrix(double[] matrix, int q, List<Integer> members) {
    int n = members.size();
    double[] out = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        out[i * n + j] = matrix[members.get(i) * q + members.get(j)];
      }
    }
    return out;
  }
}
