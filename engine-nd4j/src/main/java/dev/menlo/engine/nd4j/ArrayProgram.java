package dev.menlo.engine.nd4j;

import dev.menlo.engine.program.Arithmetic;
import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Evaluates a program for many rows at once: a node is an array of one value a row. Operations that
 * the library lacks, or has in lower precision only, are applied entry by entry on the host.
 */
final class ArrayProgram {
  private final Program program;

  ArrayProgram(Program program) {
    this.program = program;
  }

  /** Where the inputs of a program come from. */
  interface Inputs {
    /** The values of an input node, one a row. */
    double[] values(Op op, int index);
  }

  /** The outputs, each one a row, of a program without recursion. */
  double[][] evaluate(Inputs inputs, int rows) {
    return rows == 0 ? new double[program.outputs().length][0] : outputs(nodes(inputs, rows, null));
  }

  /** The outputs among the values of all nodes. */
  double[][] outputs(INDArray[] nodes) {
    return Arrays.stream(program.outputs())
        .mapToObj(node -> nodes[node].data().asDouble())
        .toArray(double[][]::new);
  }

  /**
   * The values of all nodes.
   *
   * @param before the values at the rows before; null at first rows
   */
  INDArray[] nodes(Inputs inputs, int rows, INDArray[] before) {
    INDArray[] values = new INDArray[program.size()];
    for (int node = 0; node < values.length; node++) {
      Op op = program.op(node);
      if (op == Op.CONSTANT) {
        values[node] =
            Nd4j.valueArrayOf(new long[] {rows}, program.constant(node), DataType.DOUBLE);
      } else if (op.isInput()) {
        values[node] = Nd4j.createFromArray(inputs.values(op, program.index(node)));
      } else if (op == Op.PREVIOUS) {
        values[node] =
            before == null ? values[program.operand(node, 1)] : before[program.operand(node, 0)];
      } else {
        values[node] = operation(op, node, values);
      }
    }
    return values;
  }

  private INDArray operation(Op op, int node, INDArray[] values) {
    INDArray a = values[program.operand(node, 0)];
    INDArray b = op.arity() > 1 ? values[program.operand(node, 1)] : null;
    return switch (op) {
      case ADD -> a.add(b);
      case SUB -> a.sub(b);
      case MUL -> a.mul(b);
      case DIV -> a.div(b);
      case NEG -> a.neg();
      case ABS -> Transforms.abs(a, true);
      case SQRT -> Transforms.sqrt(a, true);
      case EXP -> Transforms.exp(a, true);
      case LOG -> Transforms.log(a, true);
      case SIN -> Transforms.sin(a, true);
      case COS -> Transforms.cos(a, true);
      case TANH -> Transforms.tanh(a, true);
      default -> onHost(op, node, values);
    };
  }

  private INDArray onHost(Op op, int node, INDArray[] values) {
    double[][] operands = new double[3][];
    for (int k = 0; k < op.arity(); k++) {
      operands[k] = values[program.operand(node, k)].data().asDouble();
    }
    double[] result = new double[operands[0].length];
    for (int i = 0; i < result.length; i++) {
      double b = op.arity() > 1 ? operands[1][i] : 0;
      double c = op.arity() > 2 ? operands[2][i] : 0;
      result[i] = Arithmetic.apply(op, program.index(node), operands[0][i], b, c);
    }
    return Nd4j.createFromArray(result);
  }
}
