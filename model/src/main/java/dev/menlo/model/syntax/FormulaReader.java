package dev.menlo.model.syntax;

import java.util.List;
import java.util.function.Function;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.tree.ParseTree;

/**
 * Reads formulas. Problems are added to a list, with place and cure; the result of a text with
 * problems stands for it until they are thrown together.
 */
public final class FormulaReader {
  private final List<String> problems;

  /**
   * A reader.
   *
   * @param problems where problems are added
   */
  public FormulaReader(List<String> problems) {
    this.problems = problems;
  }

  /**
   * {@code depvar = expression}.
   *
   * @param response the dependent variable
   */
  public record Equation(String response, Expression mean) {}

  /** {@code {name:} = expression}, the body of tsinit(). */
  public record Initial(String name, Expression value, Place place) {}

  /** An expression on its own, or null if it cannot be read. */
  public Expression expression(Source source) {
    var parse = parse(source, MenlParser::expressionText);
    if (parse.error != null) {
      report(source, parse.error);
      return null;
    }
    return reader(source).visit(parse.tree.expression());
  }

  /**
   * A function of estimates.
   *
   * @param name its name, or ""
   */
  public record Named(String name, Expression value) {}

  /** {@code expression} or {@code name: expression}, or null if it cannot be read. */
  public Named function(Source source) {
    var parse = parse(source, MenlParser::functionText);
    if (parse.error != null) {
      report(source, parse.error);
      return null;
    }
    String name = parse.tree.NAME() == null ? "" : parse.tree.NAME().getText();
    return new Named(name, reader(source).visit(parse.tree.expression()));
  }

  /** The sides of {@code expression = expression = ...}; empty if it cannot be read. */
  public List<Expression> hypothesis(Source source) {
    var parse = parse(source, MenlParser::hypothesisText);
    if (parse.error != null) {
      report(source, parse.error);
      return List.of();
    }
    return parse.tree.expression().stream().map(reader(source)::visit).toList();
  }

  /** An equation, or null if it cannot be read. */
  public Equation equation(Source source) {
    var parse = parse(source, MenlParser::equationText);
    if (parse.error != null) {
      report(source, parse.error);
      return null;
    }
    return new Equation(parse.tree.NAME().getText(), reader(source).visit(parse.tree.expression()));
  }

  /** The body of tsinit(), or null if it cannot be read. */
  public Initial initial(Source source) {
    var parse = parse(source, MenlParser::initialText);
    if (parse.error != null) {
      report(source, parse.error);
      return null;
    }
    return new Initial(
        parse.tree.NAME().getText(),
        reader(source).visit(parse.tree.expression()),
        new Place(source, parse.tree.NAME().getSymbol().getStartIndex()));
  }

  /**
   * The body of a definition: an expression, or a list of terms, which makes a linear combination
   * of that name. Null if it cannot be read.
   */
  public Expression definition(String name, Source source) {
    var expression = parse(source, MenlParser::expressionText);
    if (expression.error == null && !isFactor(expression.tree.expression())) {
      return reader(source).visit(expression.tree.expression());
    }
    var linear = parse(source, MenlParser::linearText);
    if (linear.error == null) {
      return new TermReader(source, problems).linear(name, linear.tree.linear());
    }
    boolean meantExpression =
        expression.error != null && expression.error.at() >= linear.error.at();
    report(source, meantExpression ? expression.error : linear.error);
    return null;
  }

  private TreeReader reader(Source source) {
    return new TreeReader(source, problems);
  }

  /** Whether an expression is a lone i.f, which only means something as a term. */
  private static boolean isFactor(MenlParser.ExpressionContext expression) {
    return expression instanceof MenlParser.OperandContext operand
        && operand.primary() instanceof MenlParser.OperatedContext operated
        && Prefixes.isFactor(operated.PREFIX().getText());
  }

  private record Parse<T>(T tree, SyntaxError error) {}

  private static <T extends ParseTree> Parse<T> parse(Source source, Function<MenlParser, T> rule) {
    MenlLexer lexer = new MenlLexer(CharStreams.fromString(source.text()));
    lexer.removeErrorListeners();
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    tokens.fill();
    SyntaxError deep = Depth.ofTokens(tokens.getTokens());
    if (deep != null) {
      return new Parse<>(null, deep);
    }
    MenlParser parser = new MenlParser(tokens);
    parser.removeErrorListeners();
    Expectation expectation = new Expectation();
    parser.addErrorListener(expectation);
    T tree = rule.apply(parser);
    SyntaxError error = expectation.first();
    return new Parse<>(tree, error == null ? Depth.ofTree(tree) : error);
  }

  private void report(Source source, SyntaxError error) {
    problems.add(source.problem(error.at(), error.message()));
  }
}
