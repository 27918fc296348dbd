package dev.menlo.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.menlo.cuda.emulator.assembler.PtxAssembler;
import dev.menlo.cuda.emulator.assembler.Usage;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checked-in PTX belongs to the sources, is accepted by NVIDIA's assembler, and is lean. */
class CheckedInPtxTest {
  static Stream<Kernel> kernels() {
    return KernelManifest.load().kernels().stream();
  }

  @Test
  void everySourceIsListed() throws IOException {
    assertThat(kernels().map(Kernel::stem)).containsExactlyElementsOf(KernelBuild.stems());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void hashesOfSourcesAndFlagsAgree(Kernel kernel) throws IOException {
    String cure =
        kernel.stem() + ".cu has changed: mvn -Pcuda-regen -pl kernels -am process-test-classes";

    assertThat(kernel.sourceSha256()).as(cure).isEqualTo(KernelBuild.sha256(kernel.stem()));
    assertThat(KernelManifest.ptx(kernel.stem()))
        .as(cure)
        .startsWith(KernelBuild.banner(kernel.stem()) + "\n")
        .contains(".version 8.0\n.target sm_75\n");
    assertThat(kernel.compiler()).isEqualTo("nvcc-" + KernelBuild.VERSION);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void assemblesWithoutSpillsWithinItsRegisters(Kernel kernel) {
    assertLean(kernel, KernelBuild.TARGETS.get(0));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @Tag("slow")
  void assemblesForEveryTarget(Kernel kernel) {
    KernelBuild.TARGETS.forEach(target -> assertLean(kernel, target));
  }

  @Test
  void theNewestTargetTakesTheLargestKernels() {
    kernels()
        .filter(k -> k.stem().matches("(register|warp)_elimination_1.*"))
        .forEach(kernel -> assertLean(kernel, KernelBuild.TARGETS.get(2)));
  }

  private static void assertLean(Kernel kernel, String target) {
    String reason = PtxAssembler.unavailableReason();
    assumeTrue(reason == null, reason);
    List<Usage> used = PtxAssembler.assemble(KernelManifest.ptx(kernel.stem()), target);

    assertThat(used.stream().map(Usage::entry))
        .containsExactlyInAnyOrderElementsOf(
            kernel.entries().stream().map(Kernel.Entry::name).toList());
    for (Usage usage : used) {
      assertThat(usage.spillStores() + usage.spillLoads()).as("%s %s", target, usage).isZero();
      assertThat(usage.stack()).as("local memory, %s %s", target, usage).isZero();
      assertThat(usage.registers())
          .as("%s %s", target, usage)
          .isLessThanOrEqualTo(registers(kernel, usage.entry()));
    }
  }

  private static int registers(Kernel kernel, String entry) {
    return kernel.entries().stream()
        .filter(e -> e.name().equals(entry))
        .mapToInt(Kernel.Entry::registers)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void theCompilerWritesTheSameBytesAgain(Kernel kernel) throws IOException {
    assumeTrue(KernelBuild.isCompilerHere(), "nvcc " + KernelBuild.VERSION + " is not here");

    assertThat(KernelBuild.compile(kernel.stem())).isEqualTo(KernelManifest.ptx(kernel.stem()));
  }
}
