package dev.menlo.cuda.emulator.ptx;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of a function while it is read: registers, variables and literals, by scope. Every name
 * or literal that an instruction reads becomes a numbered register.
 */
final class Names {
  /**
   * A variable.
   *
   * @param address in its space; -1 for shared memory that the launch sizes
   * @param size bytes
   */
  record Variable(Space space, long address, int size) {}

  private static final int DYNAMIC_ALIGNMENT = 16;

  private final Map<String, Variable> outer;
  private final Deque<Map<String, Integer>> scopes = new ArrayDeque<>();
  private final Deque<Map<String, Variable>> variables = new ArrayDeque<>();
  private final List<String> registers = new ArrayList<>();
  private final List<Type> types = new ArrayList<>();
  private final Map<Integer, Long> literals = new HashMap<>();
  private final Map<Long, Integer> literalRegisters = new HashMap<>();
  private final Map<String, Integer> special = new HashMap<>();
  private int dynamicShared = -1;
  private int stack;
  private int shared;

  /**
   * The names of a function.
   *
   * @param outer variables of the module
   */
  Names(Map<String, Variable> outer) {
    this.outer = outer;
    enter();
    literal(0);
  }

  void enter() {
    scopes.push(new HashMap<>());
    variables.push(new HashMap<>());
  }

  void leave() {
    scopes.pop();
    variables.pop();
  }

  /** Declares a register. */
  void register(String name, Type type) {
    scopes.getFirst().put(name, registers.size());
    registers.add(name);
    types.add(type);
  }

  /** Reserves stack of each thread. */
  int stack(int size, int alignment) {
    stack = align(stack, alignment);
    int offset = stack;
    stack += size;
    return offset;
  }

  /** Reserves shared memory. */
  int shared(int size, int alignment) {
    shared = align(shared, alignment);
    int offset = shared;
    shared += size;
    return offset;
  }

  static int align(int offset, int alignment) {
    return (offset + alignment - 1) / alignment * alignment;
  }

  void variable(String name, Variable variable) {
    variables.getFirst().put(name, variable);
  }

  /** A variable by name, or null. */
  Variable variable(String name) {
    for (Map<String, Variable> scope : variables) {
      Variable found = scope.get(name);
      if (found != null) {
        return found;
      }
    }
    return outer.get(name);
  }

  /** The register of an operand: a register, a literal, a special register or an address. */
  int operand(String text) {
    for (Map<String, Integer> scope : scopes) {
      Integer found = scope.get(text);
      if (found != null) {
        return found;
      }
    }
    char first = text.charAt(0);
    if (Character.isDigit(first) || first == '-') {
      return literal(number(text));
    }
    if (first == '%') {
      return special(text);
    }
    return address(text);
  }

  private int special(String name) {
    return special.computeIfAbsent(name, this::fresh);
  }

  private int fresh(String name) {
    registers.add(name);
    types.add(new Type('b', 64));
    return registers.size() - 1;
  }

  private int address(String name) {
    Variable variable = variable(name);
    if (variable == null) {
      throw new PtxFault(PtxFault.Kind.UNSUPPORTED, "unknown name " + name);
    }
    if (variable.address() < 0) {
      if (dynamicShared < 0) {
        dynamicShared = fresh(name);
      }
      return dynamicShared;
    }
    return literal(variable.address());
  }

  /** A register that holds a literal. */
  int literal(long bits) {
    return literalRegisters.computeIfAbsent(
        bits,
        value -> {
          int register = fresh(Long.toString(value));
          literals.put(register, value);
          return register;
        });
  }

  /** Raw bits of a literal of PTX. */
  static long number(String text) {
    if (text.length() > 2 && text.charAt(0) == '0') {
      switch (text.charAt(1)) {
        case 'd', 'D', 'f', 'F', 'x', 'X' -> {
          return Long.parseUnsignedLong(withoutSuffix(text.substring(2)), 16);
        }
        default -> {}
      }
    }
    if (text.indexOf('.') >= 0) {
      return Double.doubleToRawLongBits(Double.parseDouble(text));
    }
    boolean negative = text.startsWith("-");
    String digits = withoutSuffix(text.substring(negative ? 1 : 0));
    long value = digits.startsWith("0x") ? number(digits) : Long.parseUnsignedLong(digits);
    return negative ? -value : value;
  }

  private static String withoutSuffix(String digits) {
    return digits.endsWith("U") ? digits.substring(0, digits.length() - 1) : digits;
  }

  /** Declared type of a register. */
  Type type(int register) {
    return types.get(register);
  }

  /** To be called at the end of the function, when the static shared memory is known. */
  void finish() {
    if (dynamicShared >= 0) {
      shared = align(shared, DYNAMIC_ALIGNMENT);
      literals.put(dynamicShared, (long) shared);
    }
  }

  List<String> registers() {
    return List.copyOf(registers);
  }

  Map<Integer, Long> literals() {
    return Map.copyOf(literals);
  }

  Map<String, Integer> special() {
    return special;
  }

  int stackSize() {
    return stack;
  }

  int sharedSize() {
    return shared;
  }
}
