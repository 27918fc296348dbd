package dev.menlo.cuda.emulator.ptx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Turns one statement into an instruction whose operands are register numbers. */
final class Decoder {
  private final PtxModule module;
  private final Names names;

  Decoder(PtxModule module, Names names) {
    this.module = module;
    this.names = names;
  }

  /** Decodes a statement; null for those without effect here. */
  Instruction decode(String statement) {
    String rest = statement;
    Guard guard = null;
    if (rest.startsWith("@")) {
      String[] parts = words(rest.substring(1));
      boolean negated = parts[0].startsWith("!");
      guard = new Guard(names.operand(negated ? parts[0].substring(1) : parts[0]), negated);
      rest = parts[1];
    }
    String[] parts = words(rest);
    String[] opcode = parts[0].split("\\.");
    String[] operands = parts.length > 1 ? split(parts[1]) : new String[0];
    return decode(guard, opcode, operands);
  }

  /** The first word and the rest, if there is any. */
  private static String[] words(String text) {
    int end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    String first = text.substring(0, end);
    return end == text.length()
        ? new String[] {first}
        : new String[] {first, text.substring(end).trim()};
  }

  /** Splits at commas that are not within brackets. */
  private static String[] split(String list) {
    List<String> items = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      if (c == ',' && depth == 0) {
        items.add(list.substring(start, i).trim());
        start = i + 1;
      }
    }
    if (!list.substring(start).isBlank()) {
      items.add(list.substring(start).trim());
    }
    return items.toArray(new String[0]);
  }

  private Instruction decode(Guard guard, String[] op, String[] x) {
    return switch (op[0]) {
      case "bra" -> new BranchInstruction(guard, x[0]);
      case "ret", "exit" -> new ReturnInstruction(guard);
      case "call" -> call(guard, x);
      case "bar", "barrier" -> barrier(guard, op, x);
      case "shfl" -> shuffle(guard, op, x);
      case "vote" ->
          new VoteInstruction(op[2], names.operand(x[0]), predicate(x[1]), names.operand(x[2]));
      case "membar", "fence", "prefetch", "nanosleep" -> null;
      case "ld", "ldu", "st" -> memory(guard, op, x);
      case "mov" -> move(guard, op, x);
      case "selp" -> select(guard, op, x);
      case "cvta" -> convertAddress(guard, op, x);
      case "cvt" -> convert(guard, op, x);
      case "setp" -> compare(guard, op, x);
      case "bfi" ->
          new InsertInstruction(
              guard, type(op), Arrays.stream(x).mapToInt(names::operand).toArray());
      default -> arithmetic(guard, op, x);
    };
  }

  private static Type type(String[] op) {
    return Type.of(op[op.length - 1]);
  }

  private Guard predicate(String text) {
    boolean negated = text.startsWith("!");
    return new Guard(names.operand(negated ? text.substring(1) : text), negated);
  }

  private Instruction call(Guard guard, String[] x) {
    int at = x[0].startsWith("(") ? 1 : 0;
    PtxFunction.Slot[] results = at == 1 ? slots(x[0]) : new PtxFunction.Slot[0];
    PtxFunction.Slot[] arguments = x.length > at + 1 ? slots(x[at + 1]) : new PtxFunction.Slot[0];
    return new CallInstruction(guard, module, x[at], results, arguments);
  }

  private PtxFunction.Slot[] slots(String list) {
    return Arrays.stream(split(list.substring(1, list.length() - 1)))
        .map(
            name -> {
              Names.Variable v = names.variable(name);
              return new PtxFunction.Slot(name, (int) v.address(), v.size());
            })
        .toArray(PtxFunction.Slot[]::new);
  }

  private Instruction barrier(Guard guard, String[] op, String[] x) {
    if (op[1].equals("warp")) {
      return new VoteInstruction(null, -1, null, names.operand(x[0]));
    }
    if (!Arrays.asList(op).contains("sync") || x.length > 1) {
      throw unsupported(op);
    }
    return new BarrierInstruction(guard);
  }

  private Instruction shuffle(Guard guard, String[] op, String[] x) {
    if (guard != null) {
      throw unsupported(op);
    }
    String[] to = x[0].split("\\|");
    int p = to.length > 1 ? names.operand(to[1].trim()) : -1;
    return new ShuffleInstruction(
        op[2],
        names.operand(to[0].trim()),
        p,
        names.operand(x[1]),
        names.operand(x[2]),
        names.operand(x[3]),
        names.operand(x[4]));
  }

  private Instruction memory(Guard guard, String[] op, String[] x) {
    boolean load = !op[0].equals("st");
    int[] registers = list(load ? x[0] : x[1]);
    String address = load ? x[1] : x[0];
    address = address.substring(1, address.length() - 1).trim();
    int plus = address.lastIndexOf('+');
    String base = plus < 0 ? address : address.substring(0, plus).trim();
    long displacement = plus < 0 ? 0 : Names.number(address.substring(plus + 1).trim());
    Names.Variable variable = names.variable(base);
    Space space = Space.named(op);
    if (space == Space.PARAM && variable != null) {
      space = variable.space();
    }
    Type[] widths =
        Arrays.stream(registers)
            .mapToObj(r -> r < 0 ? new Type('b', 64) : names.type(r))
            .toArray(Type[]::new);
    return new MemoryInstruction(
        guard, load, space, type(op), registers, widths, names.operand(base), displacement);
  }

  /** The registers of {@code {a, b}} or of a single operand; -1 for the sink {@code _}. */
  private int[] list(String text) {
    String[] items =
        text.startsWith("{") ? split(text.substring(1, text.length() - 1)) : new String[] {text};
    return Arrays.stream(items).mapToInt(i -> i.equals("_") ? -1 : names.operand(i)).toArray();
  }

  private Instruction move(Guard guard, String[] op, String[] x) {
    int[] to = list(x[0]);
    int[] from = list(x[1]);
    Type type = type(op);
    return new MoveInstruction(
        guard, to, from, type.bits() / Math.max(to.length, from.length), null);
  }

  private Instruction select(Guard guard, String[] op, String[] x) {
    int[] from = {names.operand(x[1]), names.operand(x[2])};
    return new MoveInstruction(guard, list(x[0]), from, type(op).bits(), predicate(x[3]));
  }

  private Instruction convertAddress(Guard guard, String[] op, String[] x) {
    boolean fromGeneric = op[1].equals("to");
    Space space = Space.named(op);
    int tag = names.literal(space.toGeneric(0));
    boolean removes = fromGeneric && space != Space.GLOBAL;
    IntegerInstruction.Operation operation =
        removes ? IntegerInstruction.Operation.XOR : IntegerInstruction.Operation.OR;
    return new IntegerInstruction(
        guard,
        operation,
        type(op),
        names.operand(x[0]),
        names.operand(x[1]),
        tag,
        names.literal(0));
  }

  private Instruction convert(Guard guard, String[] op, String[] x) {
    Type to = Type.of(op[op.length - 2]);
    String rounding = Arrays.stream(op).filter(p -> p.matches("r[nzmp]i?")).findFirst().orElse("");
    if (Arrays.asList(op).contains("sat") || rounding.matches("r[zmp]")) {
      throw unsupported(op);
    }
    int d = names.operand(x[0]);
    return new ConvertInstruction(
        guard, to, names.type(d), type(op), rounding, d, names.operand(x[1]));
  }

  private Instruction compare(Guard guard, String[] op, String[] x) {
    String[] to = x[0].split("\\|");
    String combine = op.length > 3 && op[2].matches("and|or|xor") ? op[2] : null;
    return new CompareInstruction(
        guard,
        CompareInstruction.Comparison.valueOf(op[1].toUpperCase(Locale.ROOT)),
        combine,
        type(op),
        names.operand(to[0].trim()),
        to.length > 1 ? names.operand(to[1].trim()) : -1,
        names.operand(x[1]),
        names.operand(x[2]),
        combine == null ? null : predicate(x[3]));
  }

  private Instruction arithmetic(Guard guard, String[] op, String[] x) {
    Type type = type(op);
    int zero = names.literal(0);
    int[] r = {zero, zero, zero, zero};
    for (int k = 0; k < Math.min(x.length, r.length); k++) {
      r[k] = names.operand(x[k]);
    }
    if (type.kind() == 'f') {
      return floating(guard, op, type, r);
    }
    boolean writes = Arrays.asList(op).contains("cc");
    boolean reads = op[0].equals("addc") || op[0].equals("subc") || op[0].equals("madc");
    if (writes || reads) {
      boolean high = Arrays.asList(op).contains("hi");
      return new CarryInstruction(guard, op[0].substring(0, 3), high, reads, writes, type, r);
    }
    IntegerInstruction.Operation operation = integerOperation(op);
    if (type.kind() == 'p') {
      type = new Type('b', 8);
      if (operation == IntegerInstruction.Operation.NOT) {
        operation = IntegerInstruction.Operation.CNOT;
      }
    }
    return new IntegerInstruction(guard, operation, type, r[0], r[1], r[2], r[3]);
  }

  private static IntegerInstruction.Operation integerOperation(String[] op) {
    String name = op[0];
    if (name.equals("mul") || name.equals("mad")) {
      name += "." + op[1];
    } else if (name.equals("bfind") && op.length > 2) {
      name = "bfind.shiftamt";
    }
    IntegerInstruction.Operation operation = IntegerInstruction.Operation.of(name);
    if (operation == null) {
      throw unsupported(op);
    }
    return operation;
  }

  private static Instruction floating(Guard guard, String[] op, Type type, int[] r) {
    String name = op[0].equals("mad") ? "fma" : op[0];
    List<String> parts = Arrays.asList(op);
    if (parts.contains("rz") || parts.contains("rm") || parts.contains("rp")) {
      throw unsupported(op);
    }
    if (type.bits() == 32) {
      if (!SingleInstruction.knows(name)) {
        throw unsupported(op);
      }
      return new SingleInstruction(guard, name, r[0], r[1], r[2], r[3]);
    }
    String key = name.toUpperCase(Locale.ROOT) + (parts.contains("approx") ? "_APPROX" : "");
    for (FloatInstruction.Operation known : FloatInstruction.Operation.values()) {
      if (known.name().equals(key)) {
        return new FloatInstruction(guard, known, r[0], r[1], r[2], r[3]);
      }
    }
    throw unsupported(op);
  }

  private static PtxFault unsupported(String[] op) {
    return new PtxFault(
        PtxFault.Kind.UNSUPPORTED, "the interpreter does not know " + String.join(".", op));
  }
}
