package dev.menlo.cuda.emulator.ptx;

/** setp: compares and, optionally, combines with another predicate. */
final class CompareInstruction extends DataInstruction {
  /** Comparisons; those of three letters also hold where an operand is NaN. */
  enum Comparison {
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE,
    LO,
    LS,
    HI,
    HS,
    EQU,
    NEU,
    LTU,
    LEU,
    GTU,
    GEU,
    NUM,
    NAN
  }

  private final Comparison comparison;
  private final String combine;
  private final Type type;
  private final int p;
  private final int q;
  private final int a;
  private final int b;
  private final Guard with;

  /**
   * Decodes.
   *
   * @param combine and, or, xor, or null
   * @param p the predicate written
   * @param q the predicate that takes the complement, or -1
   * @param with the predicate combined with
   */
  CompareInstruction(
      Guard guard,
      Comparison comparison,
      String combine,
      Type type,
      int p,
      int q,
      int a,
      int b,
      Guard with) {
    super(guard);
    this.comparison = comparison;
    this.combine = combine;
    this.type = type;
    this.p = p;
    this.q = q;
    this.a = a;
    this.b = b;
    this.with = with;
  }

  @Override
  void operate(Frame f) {
    f.require(a);
    f.require(b);
    int other = combine == null ? 0 : with.holds(f);
    for (int i = 0; i < f.count; i++) {
      int l = f.lanes[i];
      boolean holds = compare(f.r[a * Frame.LANES + l], f.r[b * Frame.LANES + l]);
      boolean second = (other >>> l & 1) != 0;
      f.r[p * Frame.LANES + l] = combined(holds, second) ? 1 : 0;
      if (q >= 0) {
        f.r[q * Frame.LANES + l] = combined(!holds, second) ? 1 : 0;
      }
    }
    f.define(p);
    if (q >= 0) {
      f.define(q);
    }
  }

  private boolean combined(boolean holds, boolean second) {
    if (combine == null) {
      return holds;
    }
    return switch (combine) {
      case "and" -> holds && second;
      case "or" -> holds || second;
      default -> holds != second;
    };
  }

  private boolean compare(long x, long y) {
    if (type.kind() == 'f') {
      return type.bits() == 64
          ? floating(Double.longBitsToDouble(x), Double.longBitsToDouble(y))
          : floating(Float.intBitsToFloat((int) x), Float.intBitsToFloat((int) y));
    }
    int order =
        type.signed()
            ? Long.compare(type.extend(x), type.extend(y))
            : Long.compareUnsigned(type.truncate(x), type.truncate(y));
    return switch (comparison) {
      case EQ -> order == 0;
      case NE -> order != 0;
      case LT, LO -> order < 0;
      case LE, LS -> order <= 0;
      case GT, HI -> order > 0;
      case GE, HS -> order >= 0;
      default -> throw new PtxFault(PtxFault.Kind.UNSUPPORTED, "comparison " + comparison);
    };
  }

  private boolean floating(double x, double y) {
    boolean unordered = Double.isNaN(x) || Double.isNaN(y);
    return switch (comparison) {
      case EQ -> x == y;
      case NE -> !unordered && x != y;
      case LT -> x < y;
      case LE -> x <= y;
      case GT -> x > y;
      case GE -> x >= y;
      case EQU -> unordered || x == y;
      case NEU -> x != y;
      case LTU -> unordered || x < y;
      case LEU -> unordered || x <= y;
      case GTU -> unordered || x > y;
      case GEU -> unordered || x >= y;
      case NUM -> !unordered;
      case NAN -> unordered;
      default -> throw new PtxFault(PtxFault.Kind.UNSUPPORTED, "comparison " + comparison);
    };
  }
}
