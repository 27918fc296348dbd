package dev.menlo.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kernels' own sources compiled by g++ with a shim for CUDA ({@code src/test/cuda}): every
 * access within its array and ordered after those of other threads, no undefined behaviour, every
 * barrier reached by all, and the numbers that the checked-in PTX gives.
 */
class HostBuildTest {
  /** Sums differ by the products that nvcc contracts and the host does not. */
  private static final double TOLERANCE = 1e-12;

  private static final int UNORDERED = 4;

  @TempDir static Path folder;

  private static HostProgram host;
  private static HostProgram.Ended ended;
  private static final EmulatedDevice DEVICE = new EmulatedDevice();
  private static final Map<KernelCase, List<Object>> LEFT = new IdentityHashMap<>();
  private static final List<KernelCase> KERNELS =
      Stream.of(RowKernelCases.all(), GroupKernelCases.all()).flatMap(List::stream).toList();
  private static final List<KernelCase> FUNCTIONS = FunctionCases.all();
  private static final List<HandWorked> BY_HAND =
      List.of(HandWorked.sums(), HandWorked.products(), HandWorked.elimination());

  @BeforeAll
  static void runOnTheHost() throws IOException, InterruptedException {
    assumeTrue(
        HostProgram.isCompilerHere(), "g++ not found: the kernels' sources are not built here");
    host = HostProgram.build(folder);
    List<KernelCase> cases = new ArrayList<>(KERNELS);
    cases.addAll(FUNCTIONS);
    BY_HAND.forEach(c -> cases.add(c.launch()));
    Path out = folder.resolve("left");
    ended = host.run(host.write(cases).toString(), out.toString());
    if (ended.status() == 0) {
      List<List<Object>> left = HostProgram.read(out, cases);
      for (int k = 0; k < left.size(); k++) {
        LEFT.put(cases.get(k), left.get(k));
      }
    }
    for (String stem : KernelBuild.stems()) {
      DEVICE.load(stem, HoleFormulas.fill(KernelManifest.ptx(stem)));
    }
    DEVICE.load(
        FunctionCases.STEM, FunctionCases.withKernels(KernelManifest.ptx(FunctionCases.STEM)));
  }

  static List<KernelCase> kernels() {
    return KERNELS;
  }

  static List<KernelCase> functions() {
    return FUNCTIONS;
  }

  static List<HandWorked> byHand() {
    return BY_HAND;
  }

  /** All cases, in one process. */
  @Test
  void everyAccessIsItsOwnAndInOrder() {
    assertThat(ended.output()).isEmpty();
    assertThat(ended.status()).isZero();
  }

  @Test
  void everyKernelHasACase() {
    List<String> entries =
        KernelManifest.load().kernels().stream()
            .flatMap(k -> k.entries().stream().map(Kernel.Entry::name))
            .toList();

    assertThat(KERNELS).extracting(KernelCase::entry).containsAll(entries);
    assertThat(FUNCTIONS).hasSize(29);
  }

  @ParameterizedTest
  @MethodSource
  void kernels(KernelCase launch) {
    List<Object> expected = launch.emulate(DEVICE);
    List<Object> actual = LEFT.get(launch);

    assertThat(actual).as(ended.output()).hasSameSizeAs(expected);
    for (int k = 0; k < expected.size(); k++) {
      if (expected.get(k) instanceof double[] numbers) {
        near(launch.name() + ", array " + k, (double[]) actual.get(k), numbers);
      } else {
        assertThat(actual.get(k)).isEqualTo(expected.get(k));
      }
    }
    assertThat(changes(launch, actual)).as("the launch changes an array").isTrue();
  }

  private static void near(String what, double[] actual, double[] expected) {
    for (int k = 0; k < expected.length; k++) {
      double x = expected[k];
      if (Double.isFinite(x)) {
        assertThat(actual[k])
            .as("%s, element %d", what, k)
            .isCloseTo(x, within(TOLERANCE * Math.max(1, Math.abs(x))));
      } else {
        assertThat(Double.compare(actual[k], x)).as("%s, element %d", what, k).isZero();
      }
    }
  }

  private static boolean changes(KernelCase launch, List<Object> left) {
    List<Object> before = launch.arrays();
    return IntStream.range(0, left.size())
        .anyMatch(k -> !Objects.deepEquals(before.get(k), left.get(k)));
  }

  /** Functions of a formula, which are compiled without contraction: the same bits. */
  @ParameterizedTest
  @MethodSource
  void functions(KernelCase launch) {
    List<Object> expected = launch.emulate(DEVICE);

    double[] x = (double[]) launch.arguments().get(0);
    double[] actual = (double[]) LEFT.get(launch).get(2);
    for (int k = 0; k < x.length; k++) {
      assertThat(Double.valueOf(actual[k]))
          .as("%s at %s", launch.name(), x[k])
          .isEqualTo(Double.valueOf(((double[]) expected.get(2))[k]));
    }
  }

  @ParameterizedTest
  @MethodSource
  void byHand(HandWorked known) {
    double[] left = (double[]) LEFT.get(known.launch()).get(known.array());

    for (int k = 0; k < known.elements().length; k++) {
      assertThat(left[known.elements()[k]])
          .as("element %d", known.elements()[k])
          .isCloseTo(known.expected()[k], within(1e-15));
    }
  }

  /** Kernels that are broken on purpose. */
  @ParameterizedTest
  @CsvSource({
    "divergent, 3, threads wait at different places",
    "missing, 3, some threads never arrive",
    "returned, 3, a shuffle reads from a lane that has returned",
    "unordered, 4, 'a read, then a write'",
    "shuffled, 4, 'a write, then a read'",
    "blocks, 4, two writes",
    "outside, 1, heap-buffer-overflow",
    "overflowing, 1, signed integer overflow"
  })
  void catches(String kernel, int status, String words) throws IOException, InterruptedException {
    HostProgram.Ended broken = host.run(kernel);

    assertThat(broken.output()).contains(words).doesNotContain("not caught");
    assertThat(broken.status()).isEqualTo(status);
  }

  /** The same accesses with barriers between them. */
  @Test
  void letsOrderedAccessesPass() throws IOException, InterruptedException {
    HostProgram.Ended ordered = host.run("ordered");

    assertThat(ordered.output()).isEqualTo("not caught\n");
    assertThat(ordered.status()).isZero();
  }

  /** What a warp copies for its fallback is read by other lanes. */
  @Test
  void warpsNeedTheirBarrier() throws IOException, InterruptedException {
    KernelCase launch =
        KERNELS.stream()
            .filter(c -> c.entry().equals("warp_elimination_8"))
            .findAny()
            .orElseThrow();

    HostProgram.Ended without =
        host.run(
            "--no-syncwarp",
            host.write(List.of(launch)).toString(),
            folder.resolve("without").toString());

    assertThat(without.output()).contains("unordered access").contains("warp_elimination.cuh");
    assertThat(without.status()).isEqualTo(UNORDERED);
  }
}
