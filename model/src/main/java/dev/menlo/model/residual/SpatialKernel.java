package dev.menlo.model.residual;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.ProgramBuilder;
import java.util.Locale;

/**
 * Correlation h of two errors as a function of s = distance / range. Source: Cressie 1993,
 * Statistics for Spatial Data, section 2.5; Pinheiro &amp; Bates 2000, table 5.2.
 */
public enum SpatialKernel {
  /** {@code exp(-s)}. */
  EXPONENTIAL {
    @Override
    int node(ProgramBuilder b, int s) {
      return b.apply(Op.EXP, b.mul(b.constant(-1), s));
    }
  },
  /** {@code exp(-s^2)}. */
  GAUSSIAN {
    @Override
    int node(ProgramBuilder b, int s) {
      return b.apply(Op.EXP, b.mul(b.constant(-1), b.mul(s, s)));
    }
  },
  /**
   * {@code 1 - s} for s &lt; 1, else 0. Positive definite on a line; in the plane it may not be,
   * and a backend then reports {@link dev.menlo.engine.FitStatus#NON_FINITE_VARIANCE}.
   */
  LINEAR {
    @Override
    int node(ProgramBuilder b, int s) {
      return within(b, s, b.sub(b.constant(1), s));
    }
  },
  /** {@code 1 / (1 + s^2)}. */
  RATIONAL {
    @Override
    int node(ProgramBuilder b, int s) {
      return b.div(b.constant(1), b.add(b.constant(1), b.mul(s, s)));
    }
  },
  /** {@code 1 - 1.5 s + .5 s^3} for s &lt; 1, else 0; positive definite in up to 3 dimensions. */
  SPHERICAL {
    @Override
    int node(ProgramBuilder b, int s) {
      int slope = b.sub(b.mul(b.constant(0.5), b.mul(s, s)), b.constant(1.5));
      return within(b, s, b.add(b.constant(1), b.mul(s, slope)));
    }
  };

  /** The node of h(s). */
  abstract int node(ProgramBuilder b, int s);

  private static int within(ProgramBuilder b, int s, int h) {
    return b.apply(Op.SELECT, b.apply(Op.LT, s, b.constant(1)), h, b.constant(0));
  }

  /** The kernel's name in option text: {@code spherical}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
