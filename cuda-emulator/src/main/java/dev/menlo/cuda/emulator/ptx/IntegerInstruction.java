package dev.menlo.cuda.emulator.ptx;

import java.util.Locale;

/** Arithmetic and bit operations on integers of 16, 32 and 64 bits. */
final class IntegerInstruction extends DataInstruction {
  /** Operations, named as in PTX with underscores for dots. */
  enum Operation {
    ADD,
    SUB,
    MUL_LO,
    MUL_HI,
    MUL_WIDE,
    MAD_LO,
    MAD_HI,
    MAD_WIDE,
    DIV,
    REM,
    MIN,
    MAX,
    ABS,
    NEG,
    AND,
    OR,
    XOR,
    NOT,
    CNOT,
    SHL,
    SHR,
    CLZ,
    POPC,
    BREV,
    BFIND,
    BFIND_SHIFTAMT,
    BFE,
    PRMT;

    /** The operation of a name, or null. */
    static Operation of(String name) {
      for (Operation known : values()) {
        if (known.name().equals(name.replace('.', '_').toUpperCase(Locale.ROOT))) {
          return known;
        }
      }
      return null;
    }
  }

  private final Operation operation;
  private final Type type;
  private final Type result;
  private final int d;
  private final int a;
  private final int b;
  private final int c;

  IntegerInstruction(Guard guard, Operation operation, Type type, int d, int a, int b, int c) {
    super(guard);
    this.operation = operation;
    this.type = type;
    this.result = result(operation, type);
    this.d = d;
    this.a = a;
    this.b = b;
    this.c = c;
  }

  private static Type result(Operation operation, Type type) {
    return switch (operation) {
      case MUL_WIDE, MAD_WIDE -> new Type(type.kind(), 2 * type.bits());
      case CLZ, POPC, BFIND, BFIND_SHIFTAMT -> new Type('u', 32);
      default -> type;
    };
  }

  @Override
  void operate(Frame f) {
    f.require(a);
    f.require(b);
    f.require(c);
    int to = d * Frame.LANES;
    int x = a * Frame.LANES;
    int y = b * Frame.LANES;
    switch (operation) {
      case ADD -> {
        for (int i = 0; i < f.count; i++) {
          int l = f.lanes[i];
          f.r[to + l] = result.truncate(f.r[x + l] + f.r[y + l]);
        }
      }
      case MUL_WIDE -> {
        for (int i = 0; i < f.count; i++) {
          int l = f.lanes[i];
          f.r[to + l] = result.truncate(type.extend(f.r[x + l]) * type.extend(f.r[y + l]));
        }
      }
      default -> {
        for (int i = 0; i < f.count; i++) {
          int l = f.lanes[i];
          f.r[to + l] = result.truncate(compute(f.r[x + l], f.r[y + l], f.r[c * Frame.LANES + l]));
        }
      }
    }
    f.define(d);
  }

  private long compute(long p, long q, long z) {
    long x = type.extend(p);
    long y = type.extend(q);
    return switch (operation) {
      case SUB -> x - y;
      case MUL_LO -> x * y;
      case MUL_HI -> high(x, y);
      case MAD_LO -> x * y + z;
      case MAD_HI -> high(x, y) + z;
      case MAD_WIDE -> x * y + z;
      case DIV -> type.signed() ? quotient(x, y) : y == 0 ? -1 : Long.divideUnsigned(x, y);
      case REM -> type.signed() ? (y == 0 ? x : x % y) : y == 0 ? x : unsignedRemainder(x, y);
      case MIN -> less(x, y) ? x : y;
      case MAX -> less(x, y) ? y : x;
      case ABS -> Math.abs(x);
      case NEG -> -x;
      case AND -> p & q;
      case OR -> p | q;
      case XOR -> p ^ q;
      case NOT -> ~p;
      case CNOT -> p == 0 ? 1 : 0;
      case SHL -> amount(q) >= type.bits() ? 0 : p << amount(q);
      case SHR -> shiftRight(x, amount(q));
      default -> bits(p, q, z);
    };
  }

  private long bits(long p, long q, long z) {
    return switch (operation) {
      case CLZ -> Long.numberOfLeadingZeros(p) - (64 - type.bits());
      case POPC -> Long.bitCount(p);
      case BREV -> Long.reverse(p) >>> (64 - type.bits());
      case BFIND -> leading(p);
      case BFIND_SHIFTAMT -> leading(p) < 0 ? -1 : type.bits() - 1 - leading(p);
      case BFE -> extract(p, (int) (q & 0xff), (int) (z & 0xff));
      case PRMT -> permute(p, q, z);
      default -> throw new IllegalStateException(operation.toString());
    };
  }

  private long high(long x, long y) {
    if (type.bits() < 64) {
      return (x * y) >> type.bits();
    }
    long high = Math.multiplyHigh(x, y);
    return type.signed() ? high : high + ((x >> 63) & y) + ((y >> 63) & x);
  }

  private static long quotient(long x, long y) {
    return y == 0 ? -1 : x / y;
  }

  private static long unsignedRemainder(long x, long y) {
    return Long.remainderUnsigned(x, y);
  }

  private boolean less(long x, long y) {
    return type.signed() ? x < y : Long.compareUnsigned(x, y) < 0;
  }

  /** Shift amounts are 32-bit and unsigned. */
  private static long amount(long q) {
    return q & 0xffffffffL;
  }

  private long shiftRight(long x, long n) {
    if (type.signed()) {
      return x >> Math.min(n, 63);
    }
    return n >= type.bits() ? 0 : x >>> n;
  }

  /** Position of the leading one, or for signed types of the leading bit unlike the sign. */
  private long leading(long p) {
    long x = type.extend(p);
    return 63 - Long.numberOfLeadingZeros(type.signed() && x < 0 ? ~x : x);
  }

  private long extract(long p, int position, int length) {
    if (length == 0 || position >= type.bits()) {
      return 0;
    }
    int kept = Math.min(length, type.bits() - position);
    long field = p >>> position & (kept == 64 ? -1L : (1L << kept) - 1);
    return type.signed() ? field << (64 - kept) >> (64 - kept) : field;
  }

  /** Picks four bytes of the eight of q:p by the nibbles of z. */
  private static long permute(long p, long q, long z) {
    long source = q << 32 | (p & 0xffffffffL);
    long value = 0;
    for (int k = 0; k < 4; k++) {
      int selector = (int) (z >>> (4 * k));
      long octet = source >>> (8 * (selector & 7)) & 0xff;
      if ((selector & 8) != 0) {
        octet = (octet & 0x80) != 0 ? 0xff : 0;
      }
      value |= octet << (8 * k);
    }
    return value;
  }
}
