package dev.menlo.model.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;

/** Keeps the first syntax error of a parse, in words: what was expected, and what was found. */
final class Expectation extends BaseErrorListener {
  private static final Set<String> OPERATORS =
      Set.of(
          "'^'", "'+'", "'-'", "'*'", "'/'", "'=='", "'!='", "'~='", "'<'", "'<='", "'>'", "'>='",
          "'&'", "'|'");

  /** Only functions of estimates have these, so a formula does not offer them. */
  private static final Set<Integer> OF_ESTIMATES =
      Set.of(MenlParser.ESTIMATE, MenlParser.REFERENCE);

  private static final int TIMES = type("'*'");
  private static final Set<Integer> CLOSERS =
      Set.of(Token.EOF, type("')'"), type("','"), type("'}'"));
  private static final Set<Integer> OPERATOR_RULES =
      Set.of(
          MenlParser.RULE_expressionText,
          MenlParser.RULE_equationText,
          MenlParser.RULE_initialText,
          MenlParser.RULE_functionText,
          MenlParser.RULE_hypothesisText,
          MenlParser.RULE_primary);

  private SyntaxError first;

  /** The first error, or null. */
  SyntaxError first() {
    return first;
  }

  @Override
  public void syntaxError(
      Recognizer<?, ?> recognizer,
      Object offendingSymbol,
      int line,
      int column,
      String message,
      RecognitionException cause) {
    if (first != null) {
      return;
    }
    Parser parser = (Parser) recognizer;
    Token found = (Token) offendingSymbol;
    first =
        new SyntaxError(
            found.getType() == Token.EOF ? endOf(parser) : found.getStartIndex(),
            unclosed(parser, found)
                + "expected "
                + expected(parser)
                + ", found "
                + describe(found)
                + cure(found));
  }

  private static String cure(Token found) {
    return switch (found.getText()) {
      case "if", "in" -> "; the rows to use are chosen by an option, not in the model";
      case "#" -> "; random coefficients stand in one pair of braces, as in {c.x#U1[id]}";
      case "[" -> "; a random effect stands in braces, as in {U1[id]}";
      default -> "";
    };
  }

  private static int endOf(Parser parser) {
    return parser.getInputStream().index() == 0
        ? 0
        : parser.getTokenStream().LT(-1).getStopIndex() + 1;
  }

  private static String unclosed(Parser parser, Token found) {
    Deque<Token> open = new ArrayDeque<>();
    for (int i = 0; i < found.getTokenIndex(); i++) {
      Token token = parser.getTokenStream().get(i);
      if ("({[".contains(token.getText())) {
        open.push(token);
      } else if (")}]".contains(token.getText()) && !open.isEmpty()) {
        open.pop();
      }
    }
    if (open.isEmpty() || found.getType() != Token.EOF) {
      return "";
    }
    Token opener = open.peek();
    return "'"
        + opener.getText()
        + "' of column "
        + (opener.getStartIndex() + 1)
        + " is not closed; ";
  }

  private static String expected(Parser parser) {
    Set<Integer> types = parser.getExpectedTokens().toSet();
    if (types.contains(MenlParser.NUMBER) && types.contains(MenlParser.NAME)) {
      return "a number, a variable, a function, '(' or '{'";
    }
    List<String> words = new ArrayList<>();
    int rule = parser.getContext().getRuleIndex();
    if (types.contains(TIMES) || CLOSERS.containsAll(types) && OPERATOR_RULES.contains(rule)) {
      words.add("an operator");
    }
    types.stream()
        .filter(t -> t < 0 || !OPERATORS.contains(describe(t)))
        .filter(t -> !OF_ESTIMATES.contains(t))
        .sorted(Comparator.comparing((Integer t) -> !CLOSERS.contains(t)))
        .forEach(t -> words.add(describe(t)));
    return joined(words.stream().distinct().toList());
  }

  private static String joined(List<String> words) {
    int last = words.size() - 1;
    return last <= 0
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  private static String describe(Token token) {
    return token.getType() == Token.EOF ? "the end" : "'" + token.getText() + "'";
  }

  private static String describe(int type) {
    return switch (type) {
      case Token.EOF -> "the end";
      case MenlParser.NAME -> "a name";
      case MenlParser.NUMBER -> "a number";
      case MenlParser.PREFIX -> "a factor variable";
      case MenlParser.TEXT -> "a quoted text";
      default -> MenlParser.VOCABULARY.getDisplayName(type);
    };
  }

  private static int type(String literal) {
    for (int i = 0; i <= MenlParser.VOCABULARY.getMaxTokenType(); i++) {
      if (literal.equals(MenlParser.VOCABULARY.getLiteralName(i))) {
        return i;
      }
    }
    throw new IllegalArgumentException(literal);
  }
}
