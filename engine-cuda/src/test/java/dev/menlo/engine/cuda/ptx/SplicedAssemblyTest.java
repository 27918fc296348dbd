package dev.menlo.engine.cuda.ptx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.menlo.cuda.emulator.assembler.PtxAssembler;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.ResidualSpec;
import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.MeanDerivatives;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.engine.tck.RandomProgram;
import dev.menlo.kernels.KernelManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** NVIDIA's assembler on the shipped templates with formulas in them. */
class SplicedAssemblyTest {
  private static final int MOST_REGISTERS = 168;

  @BeforeEach
  void assembler() {
    String reason = PtxAssembler.unavailableReason();
    assumeTrue(reason == null, reason);
  }

  /**
   * A template with a formula.
   *
   * @param name for messages
   */
  private record Case(String name, String stem, Program program) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> models() {
    List<Case> cases = new ArrayList<>();
    LongStream.rangeClosed(1, 20).forEach(seed -> cases.add(mean(seed, seed % 4 == 0)));
    LongStream.rangeClosed(1, 4).forEach(seed -> cases.add(value(seed)));
    cases.add(new Case("logistic", "mean_evaluation", logistic()));
    for (Op function : List.of(Op.EXP, Op.LOG, Op.POW, Op.SQRT)) {
      cases.add(new Case("scale " + function, "residual_scale", scale(function)));
    }
    for (Op function : List.of(Op.EXP, Op.POW, Op.TANH)) {
      cases.add(new Case("pair " + function, "residual_pairs", pair(function)));
    }
    return cases.stream();
  }

  private static Case mean(long seed, boolean recursive) {
    Program mean = RandomProgram.smooth(seed, 7, recursive);
    Program jet =
        Derivatives.of(mean, RandomProgram.FIXED_EFFECTS, RandomProgram.RANDOM_EFFECTS, 2)
            .program();
    return new Case("mean and derivatives " + seed, "mean_evaluation", jet);
  }

  private static Case value(long seed) {
    return new Case("mean " + seed, "mean_evaluation", RandomProgram.smooth(50 + seed, 30, false));
  }

  /** Asym / (1 + exp(-(x - mid) / scal)), a random effect in each, with all derivatives. */
  private static Program logistic() {
    ProgramBuilder b = new ProgramBuilder();
    int[] phi = new int[3];
    for (int k = 0; k < phi.length; k++) {
      phi[k] = b.add(b.fixedEffect(k), b.randomEffect(k));
    }
    int z = b.div(b.sub(b.covariate(0), phi[1]), phi[2]);
    int growth = b.add(b.constant(1), b.apply(Op.EXP, b.apply(Op.NEG, z)));
    return Derivatives.of(b.build(b.div(phi[0], growth)), 3, 3, 2).program();
  }

  private static Program scale(Op function) {
    ProgramBuilder b = new ProgramBuilder();
    int size = b.add(b.apply(Op.ABS, b.mean()), b.apply(Op.EXP, b.residualParameter(1)));
    int value =
        function.arity() == 2
            ? b.apply(function, size, b.residualParameter(0))
            : b.mul(b.residualParameter(0), b.apply(function, size));
    return Derivatives.inParameters(b.build(value), 2, 2).program();
  }

  private static Program pair(Op function) {
    ProgramBuilder b = new ProgramBuilder();
    int apart = b.apply(Op.ABS, b.sub(b.covariate(0), b.pairedCovariate(0)));
    int rho = b.apply(Op.TANH, b.residualParameter(0));
    int value =
        function.arity() == 2
            ? b.apply(function, b.apply(Op.ABS, rho), apart)
            : b.apply(function, b.mul(b.apply(Op.NEG, rho), apart));
    return Derivatives.inParameters(b.build(value), 1, 2).program();
  }

  /**
   * p = q = k, each effect with a column of its own: M = 2 k + 1 columns, all of them nonlinear.
   */
  private static ModelSpec wide(int k) {
    ProgramBuilder b = new ProgramBuilder();
    int sum = b.constant(0);
    for (int j = 0; j < k; j++) {
      int rate = b.mul(b.fixedEffect(j), b.covariate(j));
      int wave = b.apply(Op.SQRT, b.add(b.covariate(j), b.constant(j)));
      sum = b.add(sum, b.add(b.apply(Op.EXP, rate), b.mul(b.randomEffect(j), wave)));
    }
    return new ModelSpec(b.build(sum), k, k, new int[] {k}, ResidualSpec.IDENTITY);
  }

  /** The sums of a pass stay in registers up to M = 11, with the curvature of five exponentials. */
  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void sumsOfAPassFitIntoRegisters(int k) {
    ModelSpec model = wide(k);
    MeanDerivatives d = Derivatives.of(model.mean(), k, k, 2);
    int m = d.columns();
    assertThat(m).isEqualTo(2 * k);
    int[] outputs = d.program().outputs();
    int[] ordered = outputs.clone();
    System.arraycopy(outputs, 1, ordered, 0, m);
    ordered[m] = outputs[0];
    String ptx = Splice.fillSums(KernelManifest.ptx("fused_pass"), d.program(), ordered, m, true);

    for (String target : List.of("sm_75", "sm_90")) {
      assertThat(PtxAssembler.assemble(ptx, target))
          .singleElement()
          .satisfies(
              usage -> {
                assertThat(usage.spillStores() + usage.stack()).as("%s", usage).isZero();
                assertThat(usage.registers()).as("%s", usage).isLessThanOrEqualTo(255);
              });
    }
  }

  @Test
  void thereAreThirtyModels() {
    assertThat(models()).hasSizeGreaterThanOrEqualTo(30);
  }

  @ParameterizedTest
  @MethodSource("models")
  void nothingSpills(Case model) {
    String template = KernelManifest.ptx(model.stem());
    String ptx = Splice.fill(template, model.program(), model.program().outputs());

    assertThat(PtxAssembler.assemble(ptx, "sm_75"))
        .singleElement()
        .satisfies(
            usage -> {
              assertThat(usage.spillStores() + usage.spillLoads()).as("%s", usage).isZero();
              assertThat(usage.registers()).as("%s", usage).isLessThanOrEqualTo(MOST_REGISTERS);
            });
  }
}
