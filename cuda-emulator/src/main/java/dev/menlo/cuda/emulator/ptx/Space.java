package dev.menlo.cuda.emulator.ptx;

/**
 * State spaces. Global addresses are those of {@link DeviceMemory}; shared and local ones count
 * from 0 and carry a tag where they are turned into generic addresses.
 */
enum Space {
  GLOBAL(0),
  SHARED(1L << 60),
  LOCAL(1L << 61),
  PARAM(1L << 62),
  GENERIC(0);

  private final long tag;

  Space(long tag) {
    this.tag = tag;
  }

  long toGeneric(long address) {
    return address | tag;
  }

  long fromGeneric(long address) {
    return address & ~tag;
  }

  /** The space that a generic address lies in. */
  static Space of(long address) {
    for (Space space : new Space[] {SHARED, LOCAL, PARAM}) {
      if ((address & space.tag) != 0) {
        return space;
      }
    }
    return GLOBAL;
  }

  /** The space that the dotted parts of an opcode name. */
  static Space named(String[] parts) {
    for (String part : parts) {
      switch (part) {
        case "global", "const" -> {
          return GLOBAL;
        }
        case "shared" -> {
          return SHARED;
        }
        case "local" -> {
          return LOCAL;
        }
        case "param" -> {
          return PARAM;
        }
        default -> {}
      }
    }
    return GENERIC;
  }
}
