package dev.menlo.model.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;

/**
 * How deep a formula is: brackets and signs inside each other, and operators one after another,
 * each of which is an operand of the next. Everything that reads formulas recurses over them, so
 * one that is too deep is refused before it could overflow a thread's stack.
 */
final class Depth {
  /** Far above what formulas need, and below half of what half a megabyte of stack holds. */
  private static final int MOST = 500;

  private static final Set<String> OPEN = Set.of("(", "{", "[");
  private static final Set<String> CLOSED = Set.of(")", "}", "]");
  private static final Set<String> SIGNS = Set.of("-", "+", "!", "~");
  private static final String CURE =
      "; at most " + MOST + " are possible: name a part of it with define()";

  private Depth() {}

  /** The place where brackets and signs nest too deeply for the parser, or null. */
  static SyntaxError ofTokens(List<? extends Token> tokens) {
    int brackets = 0;
    int signs = 0;
    for (Token token : tokens) {
      signs = SIGNS.contains(token.getText()) ? signs + 1 : 0;
      brackets += OPEN.contains(token.getText()) ? 1 : 0;
      brackets -= CLOSED.contains(token.getText()) ? 1 : 0;
      if (brackets + signs > MOST) {
        return new SyntaxError(token.getStartIndex(), "too many brackets or signs in a row" + CURE);
      }
    }
    return null;
  }

  /** The place where a parsed expression is too deep, or null. */
  static SyntaxError ofTree(ParseTree root) {
    record Node(ParseTree tree, int depth) {}
    Deque<Node> open = new ArrayDeque<>(List.of(new Node(root, 0)));
    while (!open.isEmpty()) {
      Node node = open.pop();
      int depth = node.depth() + (node.tree() instanceof MenlParser.ExpressionContext ? 1 : 0);
      if (depth > MOST) {
        int at = ((ParserRuleContext) node.tree()).getStart().getStartIndex();
        return new SyntaxError(at, "too many operators inside or after each other" + CURE);
      }
      for (int i = node.tree().getChildCount() - 1; i >= 0; i--) {
        open.push(new Node(node.tree().getChild(i), depth));
      }
    }
    return null;
  }
}
