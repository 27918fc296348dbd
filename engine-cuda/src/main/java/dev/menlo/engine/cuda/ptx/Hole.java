package dev.menlo.engine.cuda.ptx;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The place of a formula in a kernel's PTX: a line {@code //@@NAME key=register ...} that the
 * compiler copied from an asm statement, with the registers it chose.
 *
 * @param name MEAN, SCALE, PAIR or STATE
 * @param operands registers by key
 */
record Hole(String name, Map<String, String> operands) {
  private static final String MARK = "//@@";

  /** Whether a line is a hole. */
  static boolean is(String line) {
    return line.stripLeading().startsWith(MARK);
  }

  /** Reads a line that is one. */
  static Hole of(String line) {
    String[] words = line.strip().substring(MARK.length()).split("\\s+");
    Map<String, String> operands = new LinkedHashMap<>();
    for (int k = 1; k < words.length; k++) {
      String[] pair = words[k].split("=", 2);
      operands.put(pair[0], pair[1]);
    }
    return new Hole(words[0], operands);
  }

  /**
   * The register of a key.
   *
   * @throws IllegalArgumentException if the template does not give it
   */
  String operand(String key) {
    String register = operands.get(key);
    if (register == null) {
      throw new IllegalArgumentException("the formula reads " + key + ", which " + this + " lacks");
    }
    return register;
  }
}
