package dev.menlo.model.syntax;

import dev.menlo.model.residual.ResidualStructure;
import dev.menlo.model.syntax.FormulaReader.Initial;
import java.util.List;

/**
 * A model as it was written: the equation and menl's options that belong to the model. Equal
 * specifications say the same thing, wherever they were written.
 *
 * @param response the dependent variable
 * @param mean right-hand side of the equation
 * @param definitions {@code define()}s in order
 * @param covariances {@code covariance()}s in order
 * @param residual {@code resvariance()}, {@code rescorrelation()}, {@code rescovariance()} and
 *     {@code group()}
 * @param initials {@code tsinit()}s in order
 * @param timeOrder variable of {@code tsorder()}, or ""
 * @param timeMissing whether {@code tsmissing} was given
 */
public record Specification(
    String response,
    Expression mean,
    List<Definition> definitions,
    List<CovarianceClause> covariances,
    ResidualStructure residual,
    List<Initial> initials,
    String timeOrder,
    boolean timeMissing) {
  /** Copies the lists. */
  public Specification {
    definitions = List.copyOf(definitions);
    covariances = List.copyOf(covariances);
    initials = List.copyOf(initials);
  }

  /** The command line that menl would take, without the command; reading it gives an equal one. */
  @Override
  public String toString() {
    StringBuilder options = new StringBuilder();
    definitions.forEach(d -> append(options, "define", d.toString()));
    covariances.forEach(c -> append(options, "covariance", c.toString()));
    append(options, "resvariance", unlessIdentity(residual.resvariance()));
    append(options, "rescorrelation", unlessIdentity(residual.rescorrelation()));
    append(options, "group", residual.group());
    initials.forEach(
        i ->
            append(options, "tsinit", "{" + i.name() + ":}=" + ExpressionPrinter.print(i.value())));
    append(options, "tsorder", timeOrder);
    if (timeMissing) {
      options.append(" tsmissing");
    }
    String equation = response + " = " + ExpressionPrinter.print(mean);
    return options.isEmpty() ? equation : equation + "," + options;
  }

  private static String unlessIdentity(String structure) {
    return structure.equals("identity") ? "" : structure;
  }

  private static void append(StringBuilder options, String name, String text) {
    if (!text.isEmpty()) {
      options.append(' ').append(name).append('(').append(text).append(')');
    }
  }
}
