package dev.menlo.engine.cuda.ptx;

import java.util.Locale;
import java.util.Set;

/**
 * A mean with its derivatives lowered to code that keeps the sums of a group in registers: the
 * packed triangle of {@code Y'Y}, Y the derivative columns and the residual, and the sums of the
 * residual times each further output. One fused multiply-add a sum and row, in the order of the
 * rows.
 */
final class SumsLowering {
  private final ProgramLowering lowering;
  private final int columns;
  private final int outputs;
  private final boolean cross;
  private final int products;
  private int rows;

  /**
   * Prepares.
   *
   * @param columns m, derivative columns in front of the mean; 0 without {@code cross}
   * @param outputs all outputs of the program
   * @param cross whether products of columns are summed, or only squares of the residual
   */
  SumsLowering(ProgramLowering lowering, int columns, int outputs, boolean cross) {
    this.lowering = lowering;
    this.columns = columns;
    this.outputs = outputs;
    this.cross = cross;
    products = (columns + 1) * (columns + 2) / 2;
  }

  /** The code of a hole. */
  String code(Hole hole, Set<String> tables) {
    return switch (hole.name()) {
      case "SUMS_STATE" -> lowering.stateDeclaration() + zeros();
      case "SUMS_ROW" -> row(hole, tables);
      case "SUMS_END" -> end(hole);
      default -> throw new IllegalArgumentException("a sum has no place in " + hole);
    };
  }

  private int curved() {
    return outputs - columns - 1;
  }

  private static String line(String format, Object... arguments) {
    return "\t" + String.format(Locale.ROOT, format, arguments) + ";\n";
  }

  /** Declares the sums. */
  private String zeros() {
    StringBuilder text = new StringBuilder();
    text.append(line(".reg .f64 \t%%sum<%d>, %%curved<%d>", products, curved() + 1));
    for (int k = 0; k < products; k++) {
      text.append(line("mov.f64 %%sum%d, 0d0000000000000000", k));
    }
    for (int k = 0; k < curved(); k++) {
      text.append(line("mov.f64 %%curved%d, 0d0000000000000000", k));
    }
    return text.toString();
  }

  private String row(Hole hole, Set<String> tables) {
    String[] values = new String[outputs];
    String past = "$sums" + rows++ + "_past";
    String code =
        lowering.code(
            hole,
            tables,
            new ProgramLowering.Outputs() {
              @Override
              public String store(int output, String value) {
                values[output] = value;
                return "";
              }

              @Override
              public String end() {
                return line(".reg .f64 \t%%residual")
                    + line("setp.eq.u32 %%test, %s, 0", hole.operand("counts"))
                    + line("@%%test bra %s", past)
                    + line("sub.rn.f64 %%residual, %s, %s", hole.operand("y"), values[columns])
                    + sums(values);
              }
            });
    return code + past + ":\n";
  }

  private String sums(String[] values) {
    StringBuilder text = new StringBuilder();
    values[columns] = "%residual";
    for (int i = 0; i <= columns; i++) {
      for (int j = 0; j <= i; j++) {
        int k = i * (i + 1) / 2 + j;
        text.append(line("fma.rn.f64 %%sum%d, %s, %s, %%sum%d", k, values[i], values[j], k));
      }
    }
    for (int k = 0; k < curved(); k++) {
      String second = values[columns + 1 + k];
      text.append(line("fma.rn.f64 %%curved%d, %%residual, %s, %%curved%d", k, second, k));
    }
    return text.toString();
  }

  /** Stores the sums. */
  private String end(Hole hole) {
    StringBuilder text = new StringBuilder("\t{\n");
    for (String key : new String[] {"cross", "curvature"}) {
      String address = ProgramLowering.global(hole, key);
      text.append(line(".reg .b64 \t%s", address));
      text.append(line("cvta.to.global.u64 \t%s, %s", address, hole.operand(key)));
    }
    int stride = Operands.LANE_STRIDE;
    for (int k = 0; k < products && cross; k++) {
      text.append(line("st.global.f64 [%%cross_global+%d], %%sum%d", stride * k, k));
    }
    for (int k = 0; k < curved(); k++) {
      text.append(line("st.global.f64 [%%curvature_global+%d], %%curved%d", stride * k, k));
    }
    text.append(line("mov.f64 %s, %%sum%d", hole.operand("rss"), products - 1));
    return text.append("\t}\n").toString();
  }
}
