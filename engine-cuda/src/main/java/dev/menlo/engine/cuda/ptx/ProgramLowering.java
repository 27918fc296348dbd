package dev.menlo.engine.cuda.ptx;

import dev.menlo.engine.program.Op;
import dev.menlo.engine.program.Program;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Lowers a program to straight-line PTX over registers of type f64, one a node. Additions,
 * multiplications, divisions and roots are rounded as on the CPU and never contracted, so that all
 * backends compute the same numbers from a formula.
 */
final class ProgramLowering {
  private final Program program;
  private final int[] outputs;
  private final FunctionLibrary functions;
  private final BitSet needed = new BitSet();
  private final List<Integer> previous = new ArrayList<>();
  private int calls;

  ProgramLowering(Program program, int[] outputs, FunctionLibrary functions) {
    this.program = program;
    this.outputs = outputs.clone();
    this.functions = functions;
    findNeeded();
  }

  private void findNeeded() {
    Deque<Integer> open = new ArrayDeque<>();
    for (int output : outputs) {
      if (output >= 0) {
        open.push(output);
      }
    }
    while (!open.isEmpty()) {
      int node = open.pop();
      if (needed.get(node)) {
        continue;
      }
      needed.set(node);
      for (int k = 0; k < program.op(node).arity(); k++) {
        open.push(program.operand(node, k));
      }
    }
    needed.stream().filter(node -> program.op(node) == Op.PREVIOUS).forEach(previous::add);
  }

  boolean isRecursive() {
    return !previous.isEmpty();
  }

  /** Registers that outlive a row, to be declared outside the loop over rows. */
  String stateDeclaration() {
    return isRecursive() ? "\t.reg .f64 \t%state<" + previous.size() + ">;\n" : "";
  }

  /** Where the values of a block go. */
  interface Outputs {
    /** Code that takes an output when it has been computed, its value in a register or literal. */
    String store(int output, String value);

    /** Code behind all of that, where the registers of the values are still there. */
    default String end() {
      return "";
    }
  }

  /**
   * The code of one hole, a block with registers of its own; outputs go to the hole's {@code out}.
   *
   * @param tables receives the tables that the code reads
   */
  String code(Hole hole, Set<String> tables) {
    String out = global(hole, "out");
    return code(
        hole,
        tables,
        (output, value) ->
            String.format(
                "\tst.global.f64 [%s+%d], %s;\n", out, Operands.LANE_STRIDE * output, value));
  }

  /** The code of one hole with another place for the outputs. */
  String code(Hole hole, Set<String> tables, Outputs sink) {
    Emitter emitter = new Emitter(hole, tables, sink);
    needed.stream().forEach(emitter::node);
    emitter.zeros();
    emitter.carry();
    emitter.text.append(sink.end());
    return emitter.block();
  }

  /** The register that holds the address in global memory of an operand that is one. */
  static String global(Hole hole, String key) {
    hole.operand(key);
    return "%" + key + "_global";
  }

  /** The text of one block. */
  private final class Emitter {
    private final Hole hole;
    private final Set<String> tables;
    private final Outputs sink;
    private final StringBuilder text = new StringBuilder();

    Emitter(Hole hole, Set<String> tables, Outputs sink) {
      this.hole = hole;
      this.tables = tables;
      this.sink = sink;
    }

    private void line(String format, Object... arguments) {
      text.append('\t').append(String.format(format, arguments)).append(";\n");
    }

    /** Computes a node and stores it where it is an output. */
    void node(int node) {
      if (program.op(node) != Op.CONSTANT) {
        value(node);
      }
      for (int o = 0; o < outputs.length; o++) {
        if (outputs[o] == node) {
          text.append(sink.store(o, operand(node)));
        }
      }
    }

    /** Stores the outputs that are always 0. */
    void zeros() {
      for (int o = 0; o < outputs.length; o++) {
        if (outputs[o] < 0) {
          text.append(sink.store(o, literal(0)));
        }
      }
    }

    /** Keeps what the next row reads; all values first, since a source may itself be state. */
    void carry() {
      for (int k = 0; k < previous.size(); k++) {
        line("mov.f64 %%next%d, %s", k, operand(program.operand(previous.get(k), 0)));
      }
      for (int k = 0; k < previous.size(); k++) {
        line("mov.f64 %%state%d, %%next%d", k, k);
      }
    }

    /** The whole block: declarations, addresses, code. */
    String block() {
      StringBuilder block = new StringBuilder("\t{\n");
      block.append("\t.reg .pred \t%test, %first;\n");
      block.append("\t.reg .f64 \t%m<").append(program.size()).append(">, %number;\n");
      if (isRecursive()) {
        block.append("\t.reg .f64 \t%next<").append(previous.size()).append(">;\n");
      }
      hole.operands()
          .forEach(
              (key, register) -> {
                if (Operands.isAddress(key)) {
                  String address = global(hole, key);
                  block.append("\t.reg .b64 \t").append(address).append(";\n");
                  block.append("\tcvta.to.global.u64 \t").append(address).append(", ");
                  block.append(register).append(";\n");
                }
              });
      if (isRecursive()) {
        block.append("\tsetp.ne.u32 \t%first, ").append(hole.operand("first")).append(", 0;\n");
      }
      return block.append(text).append("\t}\n").toString();
    }

    private static String literal(double value) {
      return String.format("0d%016X", Double.doubleToRawLongBits(value));
    }

    private String operand(int node) {
      return program.op(node) == Op.CONSTANT ? literal(program.constant(node)) : "%m" + node;
    }

    private String operand(int node, int k) {
      return operand(program.operand(node, k));
    }

    private void value(int node) {
      Op op = program.op(node);
      switch (op) {
        case COVARIATE, PAIRED_COVARIATE, FIXED_EFFECT, RANDOM_EFFECT, RESIDUAL_PARAMETER -> {
          String base = global(hole, Operands.key(op));
          line(
              "ld.global.f64 %%m%d, [%s+%d]",
              node, base, Operands.stride(op) * program.index(node));
        }
        case MEAN -> line("mov.f64 %%m%d, %s", node, hole.operand("mean"));
        case PREVIOUS ->
            line(
                "selp.f64 %%m%d, %s, %%state%d, %%first",
                node, operand(node, 1), previous.indexOf(node));
        case SELECT -> {
          line("setp.neu.f64 %%test, %s, %s", operand(node, 0), literal(0));
          line("selp.f64 %%m%d, %s, %s, %%test", node, operand(node, 1), operand(node, 2));
        }
        case LT, LE, EQ -> {
          String comparison = op.name().toLowerCase(java.util.Locale.ROOT);
          line("setp.%s.f64 %%test, %s, %s", comparison, operand(node, 0), operand(node, 1));
          line("selp.f64 %%m%d, %s, %s, %%test", node, literal(1), literal(0));
        }
        case MIN, MAX -> extreme(node);
        default -> operation(node);
      }
    }

    /** As Math.min and Math.max: NaN where an operand is NaN, where PTX gives the other. */
    private void extreme(int node) {
      String name = program.op(node) == Op.MIN ? "min" : "max";
      String a = operand(node, 0);
      String b = operand(node, 1);
      line("setp.nan.f64 %%test, %s, %s", a, b);
      line("%s.f64 %%number, %s, %s", name, a, b);
      line("selp.f64 %%m%d, %s, %%number, %%test", node, literal(Double.NaN));
    }

    private void operation(int node) {
      Op op = program.op(node);
      String instruction = Operands.instruction(op);
      if (instruction == null) {
        call(node);
      } else if (op.arity() == 1) {
        line("%s %%m%d, %s", instruction, node, operand(node, 0));
      } else {
        line("%s %%m%d, %s, %s", instruction, node, operand(node, 0), operand(node, 1));
      }
    }

    private void call(int node) {
      Op op = program.op(node);
      List<String> arguments = new ArrayList<>();
      for (int k = 0; k < op.arity(); k++) {
        arguments.add(operand(node, k));
      }
      switch (op) {
        case POWLOG, POLYGAMMA -> arguments.add(Integer.toString(program.index(node)));
        case TRIGAMMA -> arguments.add("1");
        default -> {}
      }
      FunctionLibrary.Function function = functions.function(Operands.function(op));
      text.append(function.inline("%m" + node, arguments, calls++));
      tables.addAll(function.tables());
    }
  }
}
