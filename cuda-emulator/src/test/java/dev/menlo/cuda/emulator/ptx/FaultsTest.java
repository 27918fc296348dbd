package dev.menlo.cuda.emulator.ptx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.menlo.cuda.emulator.ptx.PtxFault.Kind;
import org.junit.jupiter.api.Test;

/** Errors that a device would run over, or hang at. */
class FaultsTest {
  private static PtxFault fault(String body, int threads, int shared) {
    Device device = Device.ofBody(body);
    long in = device.of(1.0, 2.0);
    return catchThrowableOfType(
        PtxFault.class, () -> device.launch("k", 1, threads, shared, in, device.allocate(16)));
  }

  @Test
  void readPastTheEndOfAnAllocation() {
    PtxFault fault = fault("ld.global.f64 %fd1, [%rd4]; ret;", 3, 0);

    assertThat(fault.kind()).isEqualTo(Kind.ILLEGAL_ADDRESS);
    assertThat(fault).hasMessageContaining("k line 11").hasMessageContaining("offset 16");
  }

  @Test
  void writeToMemoryThatWasFreed() {
    Device device = Device.ofBody("st.global.f64 [%rd5], 0d3FF0000000000000; ret;");
    long out = device.allocate(8);
    assertThat(device.memory.free(out)).isEqualTo(8);

    PtxFault fault =
        catchThrowableOfType(
            PtxFault.class, () -> device.launch("k", 1, 1, 0, device.of(1.0), out));

    assertThat(fault.kind()).isEqualTo(Kind.ILLEGAL_ADDRESS);
  }

  @Test
  void misalignedRead() {
    assertThat(fault("ld.global.f64 %fd1, [%rd1+4]; ret;", 1, 0).kind())
        .isEqualTo(Kind.MISALIGNED_ADDRESS);
    assertThat(fault("ld.global.v2.f64 {%fd1, %fd2}, [%rd1+8]; ret;", 1, 0).kind())
        .isEqualTo(Kind.MISALIGNED_ADDRESS);
  }

  @Test
  void readsOfWhatNothingWrote() {
    assertThat(fault("ld.global.f64 %fd1, [%rd2]; ret;", 1, 0).kind())
        .isEqualTo(Kind.UNINITIALISED_READ);
    assertThat(fault("add.f64 %fd1, %fd2, %fd2; ret;", 1, 0)).hasMessageContaining("register %fd2");
    assertThat(fault("mov.f64 %fd1, %fd2; mov.f64 %fd3, %fd1; ret;", 1, 0)).isNull();
  }

  @Test
  void registerWrittenByOtherLanesOnly() {
    String body =
        "setp.eq.u32 %p1, %r1, 0; @%p1 mov.f64 %fd1, 0d0000000000000000; neg.f64 %fd2, %fd1; ret;";

    assertThat(fault(body, 1, 0)).isNull();
    assertThat(fault(body, 2, 0).kind()).isEqualTo(Kind.UNINITIALISED_READ);
  }

  @Test
  void barrierThatSomeThreadsNeverReach() {
    String half = "setp.lt.u32 %p1, %r1, 16; @!%p1 bra L1; bar.sync 0; L1: bar.sync 0; ret;";
    String wholeWarps = "setp.lt.u32 %p1, %r1, 32; @!%p1 bra L1; bar.sync 0; L1: bar.sync 0; ret;";

    assertThat(fault(half, 32, 0).kind()).isEqualTo(Kind.DIVERGENT_BARRIER);
    assertThat(fault(wholeWarps, 64, 0).kind()).isEqualTo(Kind.DIVERGENT_BARRIER);
    assertThat(fault(wholeWarps, 32, 0)).isNull();
  }

  @Test
  void threadsThatHaveExitedAreNotWaitedFor() {
    assertThat(fault("setp.lt.u32 %p1, %r1, 7; @!%p1 ret; bar.sync 0; ret;", 64, 0)).isNull();
  }

  @Test
  void shuffleThatSomeLanesNeverReach() {
    String body =
        "setp.lt.u32 %p1, %r1, 16; @!%p1 bra L1;"
            + " shfl.sync.bfly.b32 %r2|%p2, %r1, 1, 31, -1; L1: bar.sync 0; ret;";

    assertThat(fault(body, 32, 0).kind()).isEqualTo(Kind.DIVERGENT_BARRIER);
    assertThat(fault(body.replace("-1;", "65535;"), 32, 0)).isNull();
  }

  @Test
  void sharedMemoryWithoutABarrier() {
    String body =
        ".shared .align 8 .b8 s[512]; mov.u32 %r2, s; shl.b32 %r3, %r1, 3; add.s32 %r4, %r2, %r3;"
            + " xor.b32 %r5, %r3, 8; add.s32 %r6, %r2, %r5; st.shared.u64 [%r4], %rd1;"
            + " HERE ld.shared.u64 %rd6, [%r6]; ret;";

    assertThat(fault(body.replace("HERE", ""), 64, 0).kind()).isEqualTo(Kind.SHARED_MEMORY_RACE);
    assertThat(fault(body.replace("HERE", "bar.sync 0;"), 64, 0)).isNull();
    assertThat(fault(body.replace("HERE", "bar.warp.sync -1;"), 64, 0)).isNull();
  }

  @Test
  void unknownInstructionsAreNamedWithTheirLine() {
    PtxFault fault =
        catchThrowableOfType(PtxFault.class, () -> Device.ofBody("tex.1d.v4.f32 %f1, %f2; ret;"));

    assertThat(fault.kind()).isEqualTo(Kind.UNSUPPORTED);
    assertThat(fault).hasMessageContaining("k line 11").hasMessageContaining("tex.1d");
  }
}
