package dev.menlo.bench.suite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.MeanDerivatives;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;

/**
 * Arithmetic and bytes of a row pass, counted from the program that a backend evaluates: a
 * multiplication, addition or comparison counts 1, a division or square root 4, an elementary
 * function 20; the cross-products of m columns and the response (m + 1)(m + 2) (a multiplication
 * and an addition each), and each second derivative 2. A row reads its covariates and its response.
 */
final class RowWork {
  private RowWork() {}

  /** Members {@code flops}, {@code bytes}, {@code operations} and {@code columns}. */
  static ObjectNode of(ModelSpec model, int order) {
    MeanDerivatives mean =
        Derivatives.of(model.mean(), model.fixedEffects(), model.allRandomEffects(), order);
    Program program = mean.program();
    double flops = 0;
    int operations = 0;
    for (int node = 0; node < program.size(); node++) {
      flops += weight(program.op(node));
      operations += program.op(node).arity() > 0 ? 1 : 0;
    }
    int m = mean.columns();
    flops += (m + 1) * (m + 2) + 2. * mean.secondRow().length;
    return Json.object()
        .put("flops", flops)
        .put("bytes", 8. * (model.covariates() + 1))
        .put("operations", operations)
        .put("columns", m);
  }

  private static double weight(Op op) {
    if (op.arity() == 0) {
      return 0;
    }
    switch (op) {
      case DIV:
      case SQRT:
        return 4;
      case ADD:
      case SUB:
      case MUL:
      case NEG:
      case ABS:
        return 1;
      default:
        return op.arity() > 1 && op != Op.POW ? 1 : 20;
    }
  }
}
