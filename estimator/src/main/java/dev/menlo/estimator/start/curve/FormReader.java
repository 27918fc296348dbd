package dev.menlo.estimator.start.curve;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import dev.menlo.engine.program.ProgramBuilder;
import dev.menlo.estimator.start.curve.Form.Free;
import dev.menlo.estimator.start.curve.Form.Line;

/**
 * Reads the {@link Form} of a program in one of its covariates, node by node: how the mean was
 * written does not matter, only what it is. Forms that no family has are read as null.
 */
final class FormReader {
  private final ProgramBuilder nodes = new ProgramBuilder();
  private final FormAlgebra algebra = new FormAlgebra(nodes);
  private final Program program;
  private final int x;

  /** A reader of a program without random effects in the covariate of index x. */
  FormReader(Program program, int x) {
    this.program = program;
    this.x = x;
  }

  /** The builder that the nodes of the form belong to. */
  ProgramBuilder nodes() {
    return nodes;
  }

  /** Arithmetic on the form's nodes. */
  FormAlgebra algebra() {
    return algebra;
  }

  /** The form of the program's output, or null. */
  Form read() {
    Form[] forms = new Form[program.size()];
    for (int i = 0; i < forms.length; i++) {
      forms[i] = form(i, forms);
    }
    return forms[program.outputs()[0]];
  }

  private Form form(int i, Form[] forms) {
    Op op = program.op(i);
    if (op == Op.CONSTANT) {
      return new Free(nodes.constant(program.constant(i)));
    }
    if (op == Op.COVARIATE && program.index(i) == x) {
      return new Line(nodes.constant(0), nodes.constant(1), false);
    }
    if (op.isInput()) {
      return new Free(nodes.input(op, program.index(i)));
    }
    if (op == Op.PREVIOUS || op == Op.POWLOG || op == Op.POLYGAMMA) {
      return null;
    }
    Form[] args = new Form[op.arity()];
    boolean free = true;
    for (int k = 0; k < args.length; k++) {
      args[k] = forms[program.operand(i, k)];
      if (args[k] == null) {
        return null;
      }
      free &= args[k] instanceof Free;
    }
    return free ? freeOf(op, args) : algebra.apply(op, args);
  }

  private Form freeOf(Op op, Form[] args) {
    int[] operands = new int[args.length];
    for (int k = 0; k < args.length; k++) {
      operands[k] = ((Free) args[k]).node();
    }
    return new Free(nodes.apply(op, operands));
  }
}
