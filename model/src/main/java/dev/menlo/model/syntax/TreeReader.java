package dev.menlo.model.syntax;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Turns a parse tree into an {@link Expression}. */
final class TreeReader extends MenlBaseVisitor<Expression> {
  private final Source source;
  private final List<String> problems;
  private final TermReader terms;

  TreeReader(Source source, List<String> problems) {
    this.source = source;
    this.problems = problems;
    this.terms = new TermReader(source, problems);
  }

  @Override
  public Expression visitOperand(MenlParser.OperandContext tree) {
    return visit(tree.primary());
  }

  @Override
  public Expression visitPrefix(MenlParser.PrefixContext tree) {
    Expression operand = visit(tree.expression());
    return switch (tree.op.getText()) {
      case "-" -> new Expression.Prefix(Operator.NEGATE, operand, place(tree.op));
      case "+" -> operand;
      default -> new Expression.Prefix(Operator.NOT, operand, place(tree.op));
    };
  }

  @Override
  public Expression visitInfix(MenlParser.InfixContext tree) {
    return new Expression.Infix(
        Operator.infix(tree.op.getText()),
        visit(tree.expression(0)),
        visit(tree.expression(1)),
        place(tree.op));
  }

  @Override
  public Expression visitNumber(MenlParser.NumberContext tree) {
    return new Expression.Number(finite(tree), place(tree));
  }

  /** A number as written, sign included; one that no double holds is a problem. */
  private double finite(ParserRuleContext tree) {
    double value = Double.parseDouble(tree.getText());
    if (Double.isInfinite(value)) {
      problem(tree, "the number is too large; the largest possible is " + Double.MAX_VALUE);
    }
    return value;
  }

  @Override
  public Expression visitText(MenlParser.TextContext tree) {
    String quoted = tree.getText();
    return new Expression.Text(quoted.substring(1, quoted.length() - 1), place(tree));
  }

  @Override
  public Expression visitParenthesised(MenlParser.ParenthesisedContext tree) {
    return visit(tree.expression());
  }

  @Override
  public Expression visitNameOrCall(MenlParser.NameOrCallContext tree) {
    String name = tree.NAME().getText();
    if (tree.getChildCount() > 1) {
      return call(name, tree);
    }
    return name.equals("_pi")
        ? new Expression.Pi(place(tree))
        : new Expression.Variable(name, List.of(), place(tree));
  }

  private Expression call(String name, MenlParser.NameOrCallContext tree) {
    if (name.equals("c") && tree.getText().equals("c(pi)")) {
      return new Expression.Pi(place(tree));
    }
    List<Expression> arguments = tree.expression().stream().map(this::visit).toList();
    Function function = Function.named(name).orElse(null);
    if (function == null) {
      return problem(
          tree, "unknown function " + name + "()" + Nearest.hint(name, Function.words()));
    }
    if (!function.takes(arguments.size())) {
      return problem(tree, name + "() takes " + function.arity() + ", not " + arguments.size());
    }
    return new Expression.Call(function, arguments, place(tree));
  }

  @Override
  public Expression visitOperated(MenlParser.OperatedContext tree) {
    List<TerminalNode> prefixes = new ArrayList<>(List.of(tree.PREFIX()));
    if (tree.prefixed() instanceof MenlParser.OperatedReferenceContext reference) {
      return lagged(tree.PREFIX().getText(), reference.NAME().getText(), tree);
    }
    MenlParser.OperatedVariableContext variable =
        (MenlParser.OperatedVariableContext) tree.prefixed();
    prefixes.addAll(variable.PREFIX());
    String name = variable.NAME().getText();
    if (name.equals(Expression.Lagged.MEAN) && prefixes.size() == 1) {
      return lagged(tree.PREFIX().getText(), name, tree);
    }
    return operated(prefixes.stream().map(TerminalNode::getText).toList(), name, tree);
  }

  private Expression operated(List<String> prefixes, String name, ParserRuleContext tree) {
    if (prefixes.stream().allMatch(Prefixes::isShift)) {
      List<TimeShift> shifts = prefixes.stream().flatMap(p -> Prefixes.shifts(p).stream()).toList();
      return new Expression.Variable(name, shifts, place(tree));
    }
    if (prefixes.size() == 1
        && Prefixes.operator(prefixes.get(0)) instanceof Atom.Operator.Level level) {
      return new Expression.Indicator(name, level.level(), place(tree));
    }
    return problem(
        tree,
        "factor variables belong in linear combinations: write {name: "
            + String.join("", prefixes)
            + name
            + " ...}");
  }

  private Expression lagged(String prefix, String name, ParserRuleContext tree) {
    if (!Prefixes.isShift(prefix)
        || !Prefixes.shifts(prefix).equals(List.of(new TimeShift(TimeShift.Kind.LAG, 1)))) {
      return problem(tree, "only L. applies to a named expression or to the mean");
    }
    return new Expression.Lagged(name, place(tree));
  }

  @Override
  public Expression visitEstimate(MenlParser.EstimateContext tree) {
    return new Expression.Estimate(tree.getText(), place(tree));
  }

  @Override
  public Expression visitBracedEstimate(MenlParser.BracedEstimateContext tree) {
    return new Expression.Estimate(tree.getText(), place(tree));
  }

  /** The name inside {@code _b[...]}; a slash before it says that it is no coefficient. */
  @Override
  public Expression visitReference(MenlParser.ReferenceContext tree) {
    String text = tree.getText();
    String name = text.substring(text.indexOf('[') + 1, text.length() - 1).strip();
    return new Expression.Estimate(name, place(tree));
  }

  @Override
  public Expression visitBraces(MenlParser.BracesContext tree) {
    return visit(tree.braced());
  }

  @Override
  public Expression visitBracedProduct(MenlParser.BracedProductContext tree) {
    Atom first = terms.head(tree.headAtom());
    return effects(terms.join(first, tree.children.subList(1, tree.children.size())), tree);
  }

  @Override
  public Expression visitBracedName(MenlParser.BracedNameContext tree) {
    MenlParser.BracedTailContext tail = tree.bracedTail();
    if (tail instanceof MenlParser.FreeParameterContext free) {
      return new Expression.Parameter("", tree.NAME().getText(), start(free.signed()), place(tree));
    }
    if (tail instanceof MenlParser.EquationContext equation) {
      return equation(tree, equation);
    }
    MenlParser.PathContext path =
        tail instanceof MenlParser.BracedEffectContext effect ? effect.path() : null;
    return effects(terms.join(terms.named(tree.NAME(), path), tail.children), tree);
  }

  private Expression equation(
      MenlParser.BracedNameContext tree, MenlParser.EquationContext equation) {
    String name = tree.NAME().getText();
    if (equation.linear() == null) {
      return new Expression.Reference(name, place(tree));
    }
    Expression linear = terms.linear(name, equation.linear());
    List<Term> written = ((Expression.Linear) linear).combination().terms();
    if (equation.linear().option().isEmpty() && Coefficients.isOne(written)) {
      String term = Coefficients.name(written.get(0));
      return new Expression.Parameter(name, term, start(equation.signed()), place(tree));
    }
    if (equation.signed() != null) {
      problem(equation.signed(), "a starting value needs a single coefficient, as in {xb:x1=2}");
    }
    return linear;
  }

  private Expression effects(Term term, ParserRuleContext tree) {
    return new Expression.Effects(term, place(tree));
  }

  private double start(MenlParser.SignedContext tree) {
    return tree == null ? Double.NaN : finite(tree);
  }

  private Expression problem(ParserRuleContext tree, String message) {
    problems.add(place(tree).problem(message));
    return new Expression.Number(Double.NaN, place(tree));
  }

  private Place place(ParserRuleContext tree) {
    return place(tree.getStart());
  }

  private Place place(Token token) {
    return new Place(source, token.getStartIndex());
  }
}
