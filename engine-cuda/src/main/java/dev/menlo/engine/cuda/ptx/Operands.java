package dev.menlo.engine.cuda.ptx;

import dev.menlo.engine.program.Op;
import java.util.Locale;

/** What operations are called in holes, in PTX and in the library of functions. */
final class Operands {
  /** Bytes between elements of a group in arrays that interleave 32 groups. */
  static final int LANE_STRIDE = 32 * Double.BYTES;

  private Operands() {}

  /**
   * Whether the operand of a hole is an address, which the code turns into one of global memory.
   */
  static boolean isAddress(String key) {
    return switch (key) {
      case "x", "paired", "beta", "effects", "delta", "out", "cross", "curvature" -> true;
      default -> false;
    };
  }

  /** The operand that holds the address of an input. */
  static String key(Op input) {
    return switch (input) {
      case COVARIATE -> "x";
      case PAIRED_COVARIATE -> "paired";
      case FIXED_EFFECT -> "beta";
      case RANDOM_EFFECT -> "effects";
      case RESIDUAL_PARAMETER -> "delta";
      default -> throw new IllegalArgumentException(input + " is not read from memory");
    };
  }

  /** Bytes from an input to the next. */
  static int stride(Op input) {
    return switch (input) {
      case FIXED_EFFECT, RESIDUAL_PARAMETER -> Double.BYTES;
      default -> LANE_STRIDE;
    };
  }

  /** The instruction of an operation that has one, or null. */
  static String instruction(Op op) {
    return switch (op) {
      case NEG -> "neg.f64";
      case ABS -> "abs.f64";
      case SQRT -> "sqrt.rn.f64";
      case FLOOR -> "cvt.rmi.f64.f64";
      case CEIL -> "cvt.rpi.f64.f64";
      case ADD -> "add.rn.f64";
      case SUB -> "sub.rn.f64";
      case MUL -> "mul.rn.f64";
      case DIV -> "div.rn.f64";
      default -> null;
    };
  }

  /** The library's function of an operation. */
  static String function(Op op) {
    return "menlo_" + (op == Op.TRIGAMMA ? Op.POLYGAMMA : op).name().toLowerCase(Locale.ROOT);
  }
}
