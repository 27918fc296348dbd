package dev.menlo.cuda.emulator.assembler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PtxAssemblerTest {
  private static final String HEAD = ".version 8.0\n.target sm_75\n.address_size 64\n";

  @BeforeEach
  void available() {
    String reason = PtxAssembler.unavailableReason();
    assumeTrue(reason == null, reason);
  }

  @Test
  void reportsWhatAKernelUses() {
    String ptx =
        HEAD
            + ".visible .entry k(.param .u64 p) { .reg .b64 %rd<2>; .reg .f64 %fd<3>;"
            + " ld.param.u64 %rd1, [p]; ld.f64 %fd1, [%rd1]; add.f64 %fd2, %fd1, %fd1;"
            + " st.f64 [%rd1], %fd2; ret; }";

    assertThat(PtxAssembler.assemble(ptx, "sm_75"))
        .singleElement()
        .satisfies(
            usage -> {
              assertThat(usage.entry()).isEqualTo("k");
              assertThat(usage.registers()).isBetween(4, 16);
              assertThat(usage.stack() + usage.spillStores() + usage.spillLoads()).isZero();
            });
  }

  @Test
  void saysWhatItRefuses() {
    String ptx = HEAD + ".visible .entry k() { add.f64 %fd1, %fd2, %fd3; ret; }";

    assertThatThrownBy(() -> PtxAssembler.assemble(ptx, "sm_75"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("%fd1");
  }

  @Test
  void readsSpills() {
    String log =
        "ptxas info    : Compiling entry function 'a' for 'sm_75'\n"
            + "ptxas info    : Function properties for a\n"
            + "    16 bytes stack frame, 8 bytes spill stores, 12 bytes spill loads\n"
            + "ptxas info    : Used 64 registers, 440 bytes cmem[0]\n";

    assertThat(PtxAssembler.reports(log)).containsExactly(new Usage("a", 64, 16, 8, 12));
  }
}
