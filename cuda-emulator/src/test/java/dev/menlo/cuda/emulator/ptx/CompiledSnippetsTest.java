package dev.menlo.cuda.emulator.ptx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Runs what nvcc wrote from snippets.cu and compares with the same computation in Java. */
class CompiledSnippetsTest {
  private final Device device = Device.ofResource("snippets.ptx");

  @Test
  void factorsMatricesWhoseRowsLieInTheLanes() {
    int count = 21;
    double[] a = new double[16 * count];
    Random random = new Random(1);
    for (int g = 0; g < count; g++) {
      positiveDefinite(random, a, 16 * g);
    }
    a[16 * 5 + 5] = -1;
    long l = device.allocate(8 * a.length);
    long failed = device.allocate(4 * count);

    device.launch("cholesky_by_lanes", 2, 64, 0, device.of(a), l, failed, count);

    int[] status = device.integers(failed, count);
    double[] factor = device.doubles(l, a.length);
    for (int g = 0; g < count; g++) {
      assertThat(status[g]).isEqualTo(g == 5 ? 2 : 0);
      for (int e = 0; e < 16 && g != 5; e++) {
        assertThat(product(factor, 16 * g, e % 4, e / 4)).isCloseTo(a[16 * g + e], within(1e-14));
      }
    }
  }

  private static void positiveDefinite(Random random, double[] a, int at) {
    double[] m = random.doubles(16, -1, 1).toArray();
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        a[at + 4 * j + i] = i == j ? 1 : 0;
        for (int k = 0; k < 4; k++) {
          a[at + 4 * j + i] += m[4 * i + k] * m[4 * j + k];
        }
      }
    }
  }

  private static double product(double[] l, int at, int i, int j) {
    double sum = 0;
    for (int k = 0; k < 4; k++) {
      sum += l[at + 4 * k + i] * l[at + 4 * k + j];
    }
    return sum;
  }

  @Test
  void sumsABlockInSharedMemory() {
    double[] x = new Random(2).doubles(300).toArray();
    long sums = device.allocate(16);

    device.launch("block_sums", 2, 256, 8 * 256, device.of(x), sums, x.length);

    assertThat(device.doubles(sums, 2)).containsExactly(tree(x, 0), tree(x, 256));
  }

  private static double tree(double[] x, int from) {
    double[] part = new double[256];
    System.arraycopy(x, from, part, 0, Math.min(256, x.length - from));
    for (int half = 128; half > 0; half /= 2) {
      for (int t = 0; t < half; t++) {
        part[t] += part[t + half];
      }
    }
    return part[0];
  }

  @Test
  void threadsLeaveALoopAtDifferentTimes() {
    long[] start = new Random(3).longs(50, 1, 1L << 40).toArray();
    long steps = device.allocate(4 * start.length);

    device.launch("collatz", 2, 32, 0, device.of(start), steps, start.length);

    int[] counted = device.integers(steps, start.length);
    for (int i = 0; i < start.length; i++) {
      int k = 0;
      for (long v = start[i]; v != 1; k++) {
        v = (v & 1) == 1 ? 3 * v + 1 : v >>> 1;
      }
      assertThat(counted[i]).isEqualTo(k);
    }
  }

  @Test
  void computesTheCompilersOwnFunctions() {
    double[] x = {-3.7, -1, -.2, 1e-8, .3, 1, 2.5, 7, 19.3, -80.25, 1e6, 3e15};
    int n = x.length;
    long out = device.allocate(8 * 9 * n);

    device.launch("functions", 1, 32, 0, device.of(x), out, n);

    double[] y = device.doubles(out, 9 * n);
    check(x, y, 0, StrictMath::exp);
    check(x, y, n, v -> StrictMath.log(Math.abs(v)));
    check(x, y, 2 * n, StrictMath::sin);
    check(x, y, 3 * n, StrictMath::tanh);
    check(x, y, 4 * n, v -> StrictMath.pow(Math.abs(v), 1.3));
    check(x, y, 5 * n, StrictMath::atan);
    check(x, y, 7 * n, v -> Math.floor(v) + Math.ceil(v) + Math.rint(v));
    check(x, y, 8 * n, v -> Math.min(v, 1) + Math.max(v, -1));
    // ln Gamma(1.5), from its closed form.
    assertThat(y[6 * n + 5]).isCloseTo(Math.log(Math.sqrt(Math.PI) / 2), within(1e-15));
  }

  private static void check(double[] x, double[] y, int at, DoubleUnaryOperator f) {
    for (int i = 0; i < x.length; i++) {
      double expected = f.applyAsDouble(x[i]);
      assertThat(y[at + i]).isCloseTo(expected, within(2 * Math.ulp(expected)));
    }
  }

  @Test
  void computesWithIntegersOfEveryWidth() {
    int[] x = new Random(4).ints(64).toArray();
    long y = device.allocate(8 * x.length);
    ByteBuffer pair = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    pair.putLong(0, 123456789012345L).putInt(8, -46);

    device.launch("integers", 1, 64, 0, device.of(x), y, pair.array(), x.length);

    long[] expected = new long[x.length];
    for (int i = 0; i < x.length; i++) {
      expected[i] = integers(x[i], 123456789012345L, -46);
    }
    assertThat(device.longs(y, x.length)).containsExactly(expected);
  }

  private static long integers(int v, long first, int second) {
    int[] weight = {7, -3, 11, 2, 5};
    int[] octet = {200, 10, 0, 255};
    long s = ((long) v * (v & 7) + first) / (second | 1);
    s += ((long) v * (v >> 3 & 7) + first) % 97;
    s += weight[Integer.remainderUnsigned(v, 5)] + octet[v & 3] + Integer.bitCount(v);
    s += Integer.numberOfLeadingZeros(v) + (v == 0 ? 0 : Integer.numberOfTrailingZeros(v) + 1);
    s += (short) v;
    s ^= (long) Integer.divideUnsigned(v, 3) << 20;
    switch (v & 7) {
      case 0 -> s += 1;
      case 1 -> s -= 5;
      case 2 -> s *= 3;
      case 4 -> s = -s;
      case 5 -> s += (int) ((long) v * v >> 32);
      default -> s ^= 0x55;
    }
    long m = 0x9e3779b97f4a7c15L;
    return s + Math.multiplyHigh(s, m) + (s >> 63 & m) + (m >> 63 & s);
  }
}
