package dev.menlo.bench.suite;

import dev.menlo.bench.WarmUp;
import java.util.function.DoubleUnaryOperator;

/**
 * What one core can do from Java: billions of multiplications and additions a second on numbers in
 * the first cache, and bytes a second to and from memory. The roof of the roofline. Prints JSON.
 */
public final class Peaks {
  private static final int SMALL = 1024;
  private static final int LARGE = 1 << 23;
  private static final int CHAIN = 16;
  private static final double FACTOR = 0.999;

  private Peaks() {}

  /** {@code Peaks SECONDS}: how long each kernel is repeated. */
  public static void main(String[] args) {
    double seconds = Double.parseDouble(args[0]);
    double[] small = new double[SMALL];
    double flops =
        best(
            seconds,
            x -> {
              for (int i = 0; i < 1000; i++) {
                chain(small, x);
              }
              return small[0];
            },
            2. * CHAIN * SMALL * 1000);
    double[] a = new double[LARGE];
    double[] b = new double[LARGE];
    double bytes = best(seconds, x -> triad(a, b, x), 24. * LARGE);
    Json.print(Json.object().put("flopsPerSecond", flops).put("bytesPerSecond", bytes));
  }

  /** Work a second in the fastest repetition. */
  private static double best(double seconds, DoubleUnaryOperator kernel, double work) {
    double least = Double.POSITIVE_INFINITY;
    double sum = 0;
    for (long until = System.nanoTime() + (long) (seconds * 1e9); System.nanoTime() < until; ) {
      double[] value = {0};
      least = Math.min(least, WarmUp.seconds(() -> value[0] = kernel.applyAsDouble(0.001)));
      sum += value[0];
    }
    if (Double.isNaN(sum)) {
      throw new ArithmeticException("the kernels must stay finite");
    }
    return work / least;
  }

  /** Sixteen multiplications and additions a number: bound by arithmetic, not by loads. */
  private static void chain(double[] x, double c) {
    for (int i = 0; i < x.length; i++) {
      double v = x[i];
      v = v * FACTOR + c;
      v = v * FACTOR + c;
      v = v * FACTOR + c;
      v = v * FACTOR + c;
      v = v * FACTOR + c;
      v = v * FACTOR + c;
      v = v * FACTOR + c;
      v = v * FACTOR + c;
      v = v * FACTOR + c;
      v = v * FACTOR + c;
      v = v * FACTOR + c;
      v = v * FACTOR + c;
      v = v * FACTOR + c;
      v = v * FACTOR + c;
      v = v * FACTOR + c;
      v = v * FACTOR + c;
      x[i] = v;
    }
  }

  /** a = a + c b: three streams of 8 bytes a number. */
  private static double triad(double[] a, double[] b, double c) {
    for (int i = 0; i < a.length; i++) {
      a[i] = a[i] + c * b[i];
    }
    return a[0];
  }
}
