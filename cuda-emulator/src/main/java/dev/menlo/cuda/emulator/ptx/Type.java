package dev.menlo.cuda.emulator.ptx;

/**
 * A fundamental type of PTX.
 *
 * @param kind s, u, b, f, or p for predicates
 * @param bits width
 */
record Type(char kind, int bits) {
  /** The type of a suffix such as {@code s32} or {@code pred}. */
  static Type of(String suffix) {
    if (suffix.equals("pred")) {
      return new Type('p', 8);
    }
    if (!suffix.matches("[subf](8|16|32|64)")) {
      throw new PtxFault(PtxFault.Kind.UNSUPPORTED, "type ." + suffix);
    }
    return new Type(suffix.charAt(0), Integer.parseInt(suffix.substring(1)));
  }

  boolean signed() {
    return kind == 's';
  }

  int bytes() {
    return bits / 8;
  }

  /** The value of raw bits in 64 bits: sign-extended if signed. */
  long extend(long raw) {
    return kind == 's' ? raw << (64 - bits) >> (64 - bits) : truncate(raw);
  }

  /** The low bits, zero-extended. */
  long truncate(long value) {
    return bits == 64 ? value : value & ((1L << bits) - 1);
  }
}
