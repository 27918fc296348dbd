package dev.menlo.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The kernels that eliminate the effects of a group, the checked-in PTX in the interpreter: against
 * S = C - A M^-1 A' with a matrix inverted in full, and against each other.
 */
class EliminationKernelsTest {
  private static final int LANES = 32;
  private static final int RESULTS = 3;
  private static final double DAMPING = .75;

  /** Two groups of order n with q effects, and what a kernel leaves of them. */
  private static final class Groups {
    static final int COUNT = 2;
    final int n;
    final int q;
    final int[] zc;
    final double[] lambda;
    final double[][] cross = new double[COUNT][];
    final double[][] gauss = new double[COUNT][];
    final double[][] u = new double[COUNT][];
    double damping;
    boolean newton;
    long instructions;

    Groups(int n, int q) {
      this.n = n;
      this.q = q;
      SplittableRandom random = new SplittableRandom(100L * n + q);
      // Effects in descending order of columns, from the second column on.
      zc = new int[q];
      for (int k = 0; k < q; k++) {
        zc[k] = n - 2 - k;
      }
      lambda = new double[q * q];
      for (int i = 0; i < q; i++) {
        for (int j = 0; j <= i; j++) {
          lambda[i * q + j] = i == j ? .5 + random.nextDouble() : random.nextDouble() - .5;
        }
      }
      for (int g = 0; g < COUNT; g++) {
        cross[g] = crossProduct(random);
        gauss[g] = crossProduct(random);
        u[g] = random.doubles(q, -1, 1).toArray();
      }
    }

    /** Y'Y, packed, of n + 4 random rows. */
    private double[] crossProduct(SplittableRandom random) {
      double[] packed = new double[n * (n + 1) / 2];
      for (int row = 0; row < n + 4; row++) {
        double[] y = random.doubles(n, -1, 1).toArray();
        for (int i = 0, k = 0; i < n; i++) {
          for (int j = 0; j <= i; j++, k++) {
            packed[k] += y[i] * y[j];
          }
        }
      }
      return packed;
    }

    /** S packed, then E by rows and pivots, then the results, group by group. */
    double[][] run(String kernel, boolean warp) {
      EmulatedDevice device = new EmulatedDevice();
      int packed = n * (n + 1) / 2;
      int kept = n * q + q * q + q;
      long s = device.of(new double[packed * LANES]);
      long work = device.of(new double[kept * LANES]);
      long results = device.of(new double[RESULTS * LANES]);
      long item = device.of(0L, COUNT, 0, 0, 0, 0, 0, 0, 0, 0);
      long set = device.of(new int[1]);
      instructions =
          device.launch(
              kernel,
              kernel,
              1,
              warp ? 8 : 1,
              1,
              item,
              n,
              q,
              device.of(zc),
              device.of(interleaved(cross, packed)),
              0L,
              0L,
              newton ? device.of(interleaved(gauss, packed)) : 0L,
              set,
              1L,
              .1,
              device.of(lambda),
              q * q,
              0,
              device.of(damping),
              device.of(interleaved(u, q)),
              set,
              1L,
              .5,
              s,
              work,
              results);
      double[][] out = new double[COUNT][packed + q * q + q + RESULTS];
      for (int g = 0; g < COUNT; g++) {
        take(device.doubles(s, packed * LANES), 0, g, packed, out[g], 0);
        take(device.doubles(work, kept * LANES), n * q, g, q * q + q, out[g], packed);
        take(device.doubles(results, RESULTS * LANES), 0, g, RESULTS, out[g], packed + q * q + q);
      }
      return out;
    }

    private static double[] interleaved(double[][] groups, int width) {
      double[] all = new double[width * LANES];
      for (int g = 0; g < groups.length; g++) {
        for (int e = 0; e < width; e++) {
          all[e * LANES + g] = groups[g][e];
        }
      }
      return all;
    }

    private static void take(double[] from, int first, int lane, int width, double[] to, int at) {
      for (int e = 0; e < width; e++) {
        to[at + e] = from[(first + e) * LANES + lane];
      }
    }

    private double entry(double[] packed, int i, int j) {
      return i >= j ? packed[i * (i + 1) / 2 + j] : packed[j * (j + 1) / 2 + i];
    }

    /** S of a group and log det M, by Gauss-Jordan elimination of [M A']. */
    double[] dense(double[] c, double[] effects) {
      double[][] a = new double[n][q];
      double[][] m = new double[q][q + n];
      for (int i = 0; i < n; i++) {
        for (int l = 0; l < q; l++) {
          for (int t = 0; t < q; t++) {
            a[i][l] += entry(c, i, zc[t]) * lambda[t * q + l];
          }
        }
      }
      for (int i = 0; i < q; i++) {
        for (int j = 0; j < q; j++) {
          m[i][j] = i == j ? 1 + damping : 0;
          for (int t = 0; t < q; t++) {
            m[i][j] += lambda[t * q + i] * a[zc[t]][j];
          }
        }
      }
      double corner = 0;
      for (int l = 0; l < q; l++) {
        a[n - 1][l] += damping * effects[l];
        corner += damping * effects[l] * effects[l];
        for (int i = 0; i < n; i++) {
          m[l][q + i] = a[i][l];
        }
      }
      double logDet = 0;
      for (int k = 0; k < q; k++) {
        double pivot = m[k][k];
        logDet += Math.log(pivot);
        for (int j = 0; j < q + n; j++) {
          m[k][j] /= pivot;
        }
        for (int i = 0; i < q; i++) {
          double times = m[i][k];
          for (int j = 0; j < q + n && i != k; j++) {
            m[i][j] -= times * m[k][j];
          }
        }
      }
      double[] out = new double[n * (n + 1) / 2 + 1];
      for (int i = 0, at = 0; i < n; i++) {
        for (int j = 0; j <= i; j++, at++) {
          out[at] = entry(c, i, j);
          for (int l = 0; l < q; l++) {
            out[at] -= a[i][l] * m[l][q + j];
          }
        }
      }
      out[out.length - 2] += corner;
      out[out.length - 1] = logDet;
      return out;
    }

    int packed() {
      return n * (n + 1) / 2;
    }
  }

  private static boolean isWarp(String kernel) {
    return kernel.startsWith("warp");
  }

  /** The sizes at the ends of each class, and some between. */
  @ParameterizedTest
  @CsvSource({
    "register_elimination_5_2, 2, 1",
    "register_elimination_5_2, 5, 2",
    "register_elimination_8_3, 6, 3",
    "register_elimination_8_3, 8, 1",
    "register_elimination_11_5, 9, 5",
    "register_elimination_11_5, 11, 4",
    "warp_elimination_8, 2, 1",
    "warp_elimination_8, 12, 6",
    "warp_elimination_8, 33, 8",
    "warp_elimination_16, 18, 11",
    "warp_elimination_16, 33, 16",
    "group_elimination, 6, 3",
    "group_elimination, 40, 2"
  })
  void agreesWithTheFullInverse(String kernel, int n, int q) {
    Groups groups = new Groups(n, q);
    groups.damping = DAMPING;

    double[][] out = groups.run(kernel, isWarp(kernel));

    for (int g = 0; g < Groups.COUNT; g++) {
      double[] expected = groups.dense(groups.cross[g], groups.u[g]);
      for (int k = 0; k < groups.packed(); k++) {
        assertThat(out[g][k]).as("S %d", k).isCloseTo(expected[k], within(1e-11));
      }
      int at = out[g].length - RESULTS;
      assertThat(out[g][at]).isCloseTo(expected[groups.packed()], within(1e-11));
      assertThat(out[g][at + 1]).as("bad pivots").isZero();
      assertThat(out[g][at + 2]).as("fallbacks").isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "register_elimination_5_2, 4, 2",
    "register_elimination_8_3, 7, 3",
    "register_elimination_11_5, 11, 5"
  })
  void registersAndMemoryGiveTheSameBits(String kernel, int n, int q) {
    Groups groups = new Groups(n, q);
    groups.damping = DAMPING;

    double[][] registers = groups.run(kernel, false);
    double[][] memory = groups.run("group_elimination", false);

    assertThat(registers).isDeepEqualTo(memory);
  }

  /** E and the pivots, which the derivatives are made from. */
  @ParameterizedTest
  @CsvSource({"warp_elimination_8, 12, 5", "warp_elimination_16, 20, 9"})
  void warpsLeaveTheFactorThatThreadsLeave(String kernel, int n, int q) {
    Groups groups = new Groups(n, q);

    double[][] warps = groups.run(kernel, true);
    double[][] threads = groups.run("group_elimination", false);

    for (int g = 0; g < Groups.COUNT; g++) {
      for (int k = 0; k < warps[g].length; k++) {
        assertThat(warps[g][k]).as("%d", k).isCloseTo(threads[g][k], within(1e-12));
      }
    }
  }

  /** A group whose model is not convex takes its Gauss-Newton cross-product; others do not. */
  @ParameterizedTest
  @CsvSource({
    "register_elimination_5_2, 5, 2",
    "register_elimination_11_5, 10, 4",
    "warp_elimination_8, 13, 3",
    "group_elimination, 6, 3"
  })
  void fallsBackWhereTheModelIsIndefinite(String kernel, int n, int q) {
    Groups groups = new Groups(n, q);
    groups.newton = true;
    int c = groups.zc[0];
    groups.cross[1][c * (c + 1) / 2 + c] = -100;

    double[][] out = groups.run(kernel, isWarp(kernel));

    double[][] expected = {
      groups.dense(groups.cross[0], groups.u[0]), groups.dense(groups.gauss[1], groups.u[1])
    };
    for (int g = 0; g < Groups.COUNT; g++) {
      for (int k = 0; k < groups.packed(); k++) {
        assertThat(out[g][k]).as("S %d", k).isCloseTo(expected[g][k], within(1e-11));
      }
      assertThat(out[g][out[g].length - 1]).as("fallbacks").isEqualTo(g);
    }
  }

  /** Without effects S is C, and log det M is 0. */
  @Test
  void leavesGroupsWithoutEffectsAlone() {
    for (String kernel : new String[] {"register_elimination_5_2", "warp_elimination_8"}) {
      Groups groups = new Groups(4, 0);

      double[][] out = groups.run(kernel, isWarp(kernel));

      for (int g = 0; g < Groups.COUNT; g++) {
        assertThat(out[g]).startsWith(groups.cross[g]).endsWith(0, 0, 0);
      }
    }
  }
}
