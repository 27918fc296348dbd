package dev.menlo.cuda.emulator.ptx;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A variable as PTX declares it: {@code .global .align 8 .b8 name[24] = {...}}.
 *
 * @param space global, const, shared, local or param
 * @param name the name
 * @param elementBytes bytes of an element
 * @param size bytes in all; -1 where the brackets are empty
 * @param alignment bytes
 * @param initialiser text after the equals sign, or null
 */
record Declaration(
    String space, String name, int elementBytes, int size, int alignment, String initialiser) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\.(global|const|shared|local|param)\\s+(?:\\.align\\s+(\\d+)\\s+)?\\.(\\w+)\\s+"
              + "(?:\\.ptr\\s+(?:\\.\\w+\\s+)?(?:\\.align\\s+\\d+\\s+)?)?"
              + "([\\w$%]+)\\s*(\\[\\s*(\\d*)\\s*\\])?\\s*(?:=\\s*(.*))?",
          Pattern.DOTALL);

  /** Reads a declaration, or gives null where the text is none. */
  static Declaration of(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.find()) {
      return null;
    }
    int element = Type.of(m.group(3)).bytes();
    int size = element;
    if (m.group(5) != null) {
      size = m.group(6).isEmpty() ? -1 : element * Integer.parseInt(m.group(6));
    }
    int alignment = m.group(2) == null ? element : Integer.parseInt(m.group(2));
    return new Declaration(m.group(1), m.group(4), element, size, alignment, m.group(7));
  }

  /** The initial bytes, zeros without an initialiser. */
  byte[] initialBytes() {
    byte[] bytes = new byte[size];
    if (initialiser == null) {
      return bytes;
    }
    int at = 0;
    for (String value : initialiser.replaceAll("[{};\\s]", "").split(",")) {
      long bits = Names.number(value);
      for (int k = 0; k < elementBytes; k++) {
        bytes[at++] = (byte) (bits >>> (8 * k));
      }
    }
    return bytes;
  }
}
