package dev.menlo.kernels;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the holes of a template with the formulas of {@code host_formulas.h}, operation by
 * operation, so that a host build and the PTX compute the same.
 */
final class HoleFormulas {
  private static final Pattern HOLE = Pattern.compile("(?m)^\\s*//@@(\\w+)(.*)$");
  private static final Pattern OPERAND = Pattern.compile("(\\w+)=(%\\w+)");

  private static final Map<String, String> TEXTS =
      Map.of(
          "STATE",
          ".reg .f64 %previous;",
          "MEAN",
          """
          { .reg .f64 %h<6>; .reg .pred %q;
            setp.ne.s32 %q, <first>, 0; selp.f64 %previous, 0d0000000000000000, %previous, %q;
            ld.global.f64 %h0, [<beta>]; ld.global.f64 %h1, [<effects>]; ld.global.f64 %h2, [<x>];
            mul.rn.f64 %h3, %h1, %h2; add.rn.f64 %h3, %h0, %h3; add.rn.f64 %previous, %h3, %previous;
            st.global.f64 [<out>], %previous;
            ld.global.f64 %h4, [<beta>+8]; ld.global.f64 %h5, [<x>+256]; mul.rn.f64 %h5, %h4, %h5;
            st.global.f64 [<out>+256], %h5; st.global.f64 [<out>+512], %h2; }
          """,
          "SCALE",
          """
          { .reg .f64 %h<4>;
            ld.global.f64 %h0, [<delta>]; ld.global.f64 %h1, [<x>];
            mul.rn.f64 %h2, %h0, %h1; add.rn.f64 %h2, %h2, <mean>; mov.f64 %h3, 0d0000000000000000;
            st.global.f64 [<out>], %h2; st.global.f64 [<out>+256], %h1; st.global.f64 [<out>+512], %h3; }
          """,
          "PAIR",
          """
          { .reg .f64 %h<5>;
            ld.global.f64 %h0, [<x>]; ld.global.f64 %h1, [<paired>]; sub.rn.f64 %h2, %h0, %h1;
            ld.global.f64 %h3, [<delta>]; mul.rn.f64 %h3, %h3, %h2; mov.f64 %h4, 0d0000000000000000;
            st.global.f64 [<out>], %h3; st.global.f64 [<out>+256], %h2; st.global.f64 [<out>+512], %h4; }
          """,
          "SUMS_STATE",
          """
          .reg .f64 %sum<4>;
          mov.f64 %sum0, 0d0000000000000000; mov.f64 %sum1, 0d0000000000000000;
          mov.f64 %sum2, 0d0000000000000000; mov.f64 %sum3, 0d0000000000000000;
          """,
          "SUMS_ROW",
          """
          { .reg .f64 %h<6>; .reg .pred %q;
            setp.ne.s32 %q, <counts>, 0;
            ld.global.f64 %h0, [<x>]; ld.global.f64 %h1, [<beta>]; ld.global.f64 %h2, [<effects>];
            sub.rn.f64 %h3, <y>, %h1; mul.rn.f64 %h4, %h2, %h0; sub.rn.f64 %h3, %h3, %h4;
            mul.rn.f64 %h4, %h0, %h0; @%q add.rn.f64 %sum0, %sum0, %h4;
            mul.rn.f64 %h4, %h3, %h0; @%q add.rn.f64 %sum1, %sum1, %h4;
            mul.rn.f64 %h4, %h3, %h3; @%q add.rn.f64 %sum2, %sum2, %h4;
            ld.global.f64 %h5, [<x>+256]; mul.rn.f64 %h4, %h3, %h5;
            @%q add.rn.f64 %sum3, %sum3, %h4; }
          """,
          "SUMS_END",
          """
          st.global.f64 [<cross>], %sum0; st.global.f64 [<cross>+256], %sum1;
          st.global.f64 [<cross>+512], %sum2; st.global.f64 [<curvature>], %sum3;
          mov.f64 <rss>, %sum2;
          """);

  private HoleFormulas() {}

  /** The template with every hole filled; unchanged if it has none. */
  static String fill(String template) {
    return HOLE.matcher(template).replaceAll(hole -> Matcher.quoteReplacement(text(hole)));
  }

  private static String text(java.util.regex.MatchResult hole) {
    String text = TEXTS.get(hole.group(1));
    Matcher operand = OPERAND.matcher(hole.group(2));
    while (operand.find()) {
      text = text.replace("<" + operand.group(1) + ">", operand.group(2));
    }
    return text;
  }
}
