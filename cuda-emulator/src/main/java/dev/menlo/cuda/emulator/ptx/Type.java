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
    char kind = suffix.isEmpty() ? ' ' : suffix.charAt(0);
    int bits =
        switch (suffix.isEmpty() ? "" : suffix.substring(1)) {
          case "8" -> 8;
          case "16" -> 16;
          case "32" -> 32;
          case "64" -> 64;
          default -> 0;
        };
    if (bits == 0 || "subf".indexOf(kind) < 0) {
      throw new PtxFault(PtxFault.Kind.UNSUPPORTED, "type ." + suffix);
    }
    return new Type(kind, bits);
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
