package dev.menlo.model.lowering;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.model.syntax.Expression;
import dev.menlo.model.syntax.Operator;

/** Numbers, operators and functions of the language as nodes; what names mean is the caller's. */
final class ArithmeticLowering {
  private final ProgramBuilder b;
  private final FunctionLowering functions;
  private final Leaves leaves;

  /** What stands in an expression beside numbers, operators and functions. */
  interface Leaves {
    /** The node of a name or text. */
    int leaf(Expression e);

    /** The node that is 1 where a variable has a level, else 0. */
    int indicator(Expression.Variable variable, Expression.Text level);
  }

  ArithmeticLowering(ProgramBuilder builder, Leaves leaves) {
    this.b = builder;
    this.functions = new FunctionLowering(builder);
    this.leaves = leaves;
  }

  /** The node of an expression. */
  int node(Expression e) {
    if (e instanceof Expression.Number number) {
      return b.constant(number.value());
    }
    if (e instanceof Expression.Pi) {
      return b.constant(Math.PI);
    }
    if (e instanceof Expression.Infix infix) {
      return infix(infix);
    }
    if (e instanceof Expression.Prefix prefix) {
      int operand = node(prefix.operand());
      return prefix.operator() == Operator.NOT ? functions.not(operand) : b.apply(Op.NEG, operand);
    }
    if (e instanceof Expression.Call call) {
      return functions.apply(
          call.function(), call.arguments().stream().mapToInt(this::node).toArray());
    }
    return leaves.leaf(e);
  }

  private int infix(Expression.Infix e) {
    if (e.operator() == Operator.EQUAL || e.operator() == Operator.NOT_EQUAL) {
      return equality(e);
    }
    int left = node(e.left());
    int right = node(e.right());
    return switch (e.operator()) {
      case PLUS -> b.add(left, right);
      case MINUS -> b.sub(left, right);
      case TIMES -> b.mul(left, right);
      case DIVIDE -> b.div(left, right);
      case POWER -> b.apply(Op.POW, left, right);
      case LESS -> b.apply(Op.LT, left, right);
      case AT_MOST -> b.apply(Op.LE, left, right);
      case GREATER -> b.apply(Op.LT, right, left);
      case AT_LEAST -> b.apply(Op.LE, right, left);
      case AND -> functions.and(left, right);
      case OR -> functions.or(left, right);
      default -> throw new IllegalStateException(e.operator() + " is no infix operator");
    };
  }

  private int equality(Expression.Infix e) {
    int equal;
    if (e.left() instanceof Expression.Variable v && e.right() instanceof Expression.Text t) {
      equal = leaves.indicator(v, t);
    } else if (e.left() instanceof Expression.Text t
        && e.right() instanceof Expression.Variable v) {
      equal = leaves.indicator(v, t);
    } else {
      equal = b.apply(Op.EQ, node(e.left()), node(e.right()));
    }
    return e.operator() == Operator.EQUAL ? equal : functions.not(equal);
  }
}
