package dev.menlo.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A launch of every function of a formula, one argument or pair a thread. The library has no
 * kernels: {@link #withKernels} adds one that calls each.
 */
final class FunctionCases {
  static final String STEM = "elementary_functions";

  private static final Pattern FUNCTION =
      Pattern.compile("\\.visible \\.func\\s+\\(\\.param \\.b64 \\w+\\) (menlo_\\w+)\\(([^)]*)\\)");

  private static final double[] EDGES = {
    0,
    -0.0,
    1,
    -1,
    .5,
    -.5,
    2,
    -2,
    1.5,
    3,
    10,
    -10,
    709.5,
    -745,
    1e-300,
    -1e-300,
    4.9e-324,
    1e300,
    -1e300,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN,
    Math.PI,
    1e15,
    -1e15,
    .9999999999999999,
    1.0000000000000002,
    1e-8,
    100.5,
    22.25
  };

  private FunctionCases() {}

  /** Names and kinds of parameters, f for a number and i for an integer, of all functions. */
  private static List<String[]> functions(String ptx) {
    List<String[]> found = new ArrayList<>();
    Matcher function = FUNCTION.matcher(ptx);
    while (function.find()) {
      String kinds =
          function
              .group(2)
              .replaceAll("\\.param \\.b64 \\w+", "f")
              .replaceAll("\\.param \\.b32 \\w+", "i");
      found.add(new String[] {function.group(1), kinds.replaceAll("[^fi]", "")});
    }
    return found;
  }

  /** The library with a kernel {@code map_NAME(x, y, out)} for every function. */
  static String withKernels(String ptx) {
    StringBuilder text = new StringBuilder(ptx);
    for (String[] function : functions(ptx)) {
      text.append(kernel(function[0], function[1]));
    }
    return text.toString();
  }

  private static String kernel(String name, String kinds) {
    StringBuilder arguments = new StringBuilder();
    StringBuilder list = new StringBuilder();
    for (int k = 0; k < kinds.length(); k++) {
      boolean integer = kinds.charAt(k) == 'i';
      String value = integer ? k == 2 ? "%r2" : "%r3" : k == 0 ? "%fd1" : "%fd2";
      String type = integer ? "b32" : "f64";
      arguments
          .append("    .param .")
          .append(integer ? "b32" : "b64")
          .append(" param")
          .append(k)
          .append("; st.param.")
          .append(type)
          .append(" [param")
          .append(k)
          .append("+0], ")
          .append(value)
          .append(";\n");
      list.append(k == 0 ? "" : ", ").append("param").append(k);
    }
    return """

        .visible .entry map_NAME(.param .u64 x, .param .u64 y, .param .u64 out)
        {
          .reg .b32 %r<4>; .reg .b64 %rd<8>; .reg .f64 %fd<4>;
          ld.param.u64 %rd1, [x]; ld.param.u64 %rd2, [y]; ld.param.u64 %rd3, [out];
          mov.u32 %r1, %tid.x; and.b32 %r2, %r1, 3; mul.wide.u32 %rd4, %r1, 8;
          add.s64 %rd5, %rd1, %rd4; add.s64 %rd6, %rd2, %rd4; add.s64 %rd7, %rd3, %rd4;
          ld.global.f64 %fd1, [%rd5]; ld.global.f64 %fd2, [%rd6]; cvt.rzi.s32.f64 %r3, %fd2;
          {
        ARGUMENTS    .param .b64 retval0;
            call.uni (retval0), NAME, (LIST);
            ld.param.f64 %fd3, [retval0+0];
          }
          st.global.f64 [%rd7], %fd3;
          ret;
        }
        """
        .replace("NAME", name)
        .replace("ARGUMENTS", arguments)
        .replace("LIST", list);
  }

  static List<KernelCase> all() {
    List<KernelCase> cases = new ArrayList<>();
    for (String[] function : functions(KernelManifest.ptx(STEM))) {
      boolean order = function[1].equals("fi");
      cases.add(
          KernelCase.of("map_" + function[0], STEM, 1)
              .with(values(0), order ? orders() : values(7), new double[KernelCase.THREADS]));
    }
    return cases;
  }

  /** Orders of derivatives. */
  private static double[] orders() {
    double[] n = new double[KernelCase.THREADS];
    for (int k = 0; k < n.length; k++) {
      n[k] = k % 5;
    }
    return n;
  }

  /** Edges, shifted against those of another argument, then numbers of all sizes. */
  private static double[] values(int shift) {
    SplittableRandom random = new SplittableRandom(shift);
    double[] x = new double[KernelCase.THREADS];
    for (int k = 0; k < x.length; k++) {
      double size = random.nextDouble(-12, k % 4 == 0 ? 30 : 5);
      x[k] =
          k < EDGES.length
              ? EDGES[(k + shift) % EDGES.length]
              : (random.nextBoolean() ? 1 : -1) * Math.pow(2, size);
    }
    return x;
  }
}
