package dev.menlo.engine.cuda.ptx;

import dev.menlo.cuda.emulator.ptx.DeviceMemory;
import dev.menlo.cuda.emulator.ptx.Launch;
import dev.menlo.cuda.emulator.ptx.PtxModule;
import dev.menlo.engine.program.Program;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A program spliced into a small kernel and run in the interpreter: 32 groups side by side, each
 * with as many rows, walked in order.
 */
final class ProgramKernel {
  static final int LANES = 32;

  /** Thread l walks rows of group l: covariate c of row r at (r width + c) 32 + l. */
  private static final String TEMPLATE =
      """
      .version 8.0
      .target sm_75
      .address_size 64
      .visible .entry rows(.param .u64 x, .param .u64 paired, .param .u64 beta, .param .u64 effects,
        .param .u64 delta, .param .u64 out, .param .u32 rows, .param .u32 width, .param .u32 outputs,
        .param .f64 mean)
      {
        .reg .pred %p<4>; .reg .b32 %r<12>; .reg .b64 %rd<24>; .reg .f64 %fd<4>;
        // begin inline asm
        //@@STATE
        // end inline asm
        ld.param.u64 %rd1, [x]; ld.param.u64 %rd2, [paired]; ld.param.u64 %rd3, [beta];
        ld.param.u64 %rd4, [effects]; ld.param.u64 %rd5, [delta]; ld.param.u64 %rd6, [out];
        ld.param.u32 %r1, [rows]; ld.param.u32 %r2, [width]; ld.param.u32 %r3, [outputs];
        ld.param.f64 %fd1, [mean];
        mov.u32 %r4, %tid.x; mul.wide.u32 %rd7, %r4, 8;
        add.s64 %rd8, %rd1, %rd7; add.s64 %rd9, %rd2, %rd7; add.s64 %rd10, %rd4, %rd7;
        add.s64 %rd11, %rd6, %rd7; mov.u32 %r5, 0;
      LOOP:
        setp.ge.u32 %p1, %r5, %r1;
        @%p1 bra END;
        setp.eq.u32 %p2, %r5, 0; selp.u32 %r6, 1, 0, %p2;
        // begin inline asm
        //@@KIND x=%rd8 paired=%rd9 beta=%rd3 effects=%rd10 delta=%rd5 mean=%fd1 out=%rd11 first=%r6
        // end inline asm
        mul.wide.u32 %rd12, %r2, 256; add.s64 %rd8, %rd8, %rd12; add.s64 %rd9, %rd9, %rd12;
        mul.wide.u32 %rd13, %r3, 256; add.s64 %rd11, %rd11, %rd13;
        add.u32 %r5, %r5, 1;
        bra LOOP;
      END:
        ret;
      }
      """;

  private final DeviceMemory memory = new DeviceMemory();
  private final PtxModule module;
  private final int outputs;
  private final String text;

  ProgramKernel(Program program) {
    this(program, program.outputs());
  }

  ProgramKernel(Program program, int[] outputs) {
    this.outputs = outputs.length;
    text = Splice.fill(TEMPLATE, program, outputs);
    module = PtxModule.load(text, memory);
  }

  /** The spliced PTX. */
  String text() {
    return text;
  }

  /**
   * What the program reads in a run.
   *
   * @param x covariates, [row][column][group]
   * @param paired those of the other rows, or x again
   * @param effects [effect][group]
   */
  record Input(
      double[][][] x,
      double[][][] paired,
      double[] beta,
      double[][] effects,
      double[] delta,
      double mean) {}

  /** Runs 32 groups and returns [row][output][group]. */
  double[][][] run(Input in) {
    int rows = in.x.length;
    int width = in.x[0].length;
    long out = memory.allocate(8 * LANES * rows * outputs);
    ByteBuffer arguments = ByteBuffer.allocate(72).order(ByteOrder.LITTLE_ENDIAN);
    arguments.putLong(address(in.x)).putLong(address(in.paired));
    arguments.putLong(address(in.beta)).putLong(address(new double[][][] {in.effects}));
    arguments.putLong(address(in.delta)).putLong(out);
    arguments.putInt(rows).putInt(width).putInt(outputs).putInt(0).putDouble(in.mean);
    int[] one = {1, 1, 1};
    int[] block = {LANES, 1, 1};
    new Launch(module.function("rows"), memory, one, block, 0, arguments.array()).run();
    ByteBuffer result =
        ByteBuffer.wrap(memory.at(out).get(0, 8 * LANES * rows * outputs))
            .order(ByteOrder.LITTLE_ENDIAN);
    double[][][] values = new double[rows][outputs][LANES];
    for (double[][] row : values) {
      for (double[] output : row) {
        result.asDoubleBuffer().get(output);
        result.position(result.position() + 8 * LANES);
      }
    }
    return values;
  }

  private long address(double[][][] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(8 * LANES * Math.max(1, values.length * values[0].length))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (double[][] row : values) {
      for (double[] column : row) {
        for (double v : column) {
          bytes.putDouble(v);
        }
      }
    }
    return put(bytes);
  }

  private long address(double[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(8 * Math.max(1, values.length)).order(ByteOrder.LITTLE_ENDIAN);
    for (double v : values) {
      bytes.putDouble(v);
    }
    return put(bytes);
  }

  private long put(ByteBuffer bytes) {
    long address = memory.allocate(bytes.capacity());
    memory.at(address).put(0, bytes.array());
    return address;
  }
}
