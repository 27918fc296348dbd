package dev.menlo.cuda.emulator.ptx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the body of one function, its header taken already. */
final class FunctionReader {
  private static final Pattern HEADER =
      Pattern.compile(
          "\\.(entry|func)\\s*(?:\\(([^)]*)\\))?\\s*([\\w$]+)\\s*(?:\\(([^)]*)\\))?",
          Pattern.DOTALL);
  private static final Pattern FAMILY = Pattern.compile("(%?[\\w$]+)<(\\d+)>");
  private static final Pattern LABEL = Pattern.compile("[\\w$]+");

  private final PtxText text;
  private final Names names;
  private final Decoder decoder;
  private final String name;
  private final boolean entry;
  private final PtxFunction.Slot[] results;
  private final PtxFunction.Slot[] parameters;
  private final List<Instruction> code = new ArrayList<>();
  private final Map<String, Integer> labels = new HashMap<>();

  FunctionReader(PtxModule module, String header, PtxText text) {
    this.text = text;
    names = new Names(module.variables());
    decoder = new Decoder(module, names);
    Matcher m = HEADER.matcher(header);
    if (!m.find()) {
      throw new PtxFault(PtxFault.Kind.UNSUPPORTED, "function header " + header);
    }
    entry = m.group(1).equals("entry");
    name = m.group(3);
    results = slots(m.group(2));
    parameters = slots(m.group(4));
  }

  private PtxFunction.Slot[] slots(String list) {
    List<PtxFunction.Slot> slots = new ArrayList<>();
    int end = 0;
    for (String item : list == null ? new String[0] : list.split(",")) {
      if (item.isBlank()) {
        continue;
      }
      Declaration declared = Declaration.of(item);
      if (declared == null) {
        throw new PtxFault(PtxFault.Kind.UNSUPPORTED, "parameter " + item.trim());
      }
      int offset =
          entry
              ? Names.align(end, declared.alignment())
              : names.stack(declared.size(), Math.max(8, declared.alignment()));
      end = offset + declared.size();
      slots.add(new PtxFunction.Slot(declared.name(), offset, declared.size()));
      Space space = entry ? Space.PARAM : Space.LOCAL;
      names.variable(declared.name(), new Names.Variable(space, offset, declared.size()));
    }
    return slots.toArray(new PtxFunction.Slot[0]);
  }

  PtxFunction read() {
    int depth = 1;
    while (depth > 0) {
      if (!text.skipSpace()) {
        throw new PtxFault(PtxFault.Kind.UNSUPPORTED, name + ": the text ends within a function");
      }
      depth += statement();
    }
    code.add(new ReturnInstruction(null));
    link();
    names.finish();
    return new PtxFunction(this);
  }

  /** Reads a statement or a brace; returns the change of depth. */
  private int statement() {
    if (text.peek() == '{') {
      text.take();
      names.enter();
      return 1;
    }
    if (text.peek() == '}') {
      text.take();
      names.leave();
      return -1;
    }
    int line = text.line();
    String head = text.upTo(":;{");
    if (text.peek() == ':' && LABEL.matcher(head).matches()) {
      text.take();
      labels.put(head, code.size());
      return 0;
    }
    String whole = text.peek() == ';' ? head : head + " " + text.upTo(";");
    text.take();
    try {
      directiveOrInstruction(whole, line);
    } catch (PtxFault fault) {
      throw fault.at(name + " line " + line + " (" + whole + ")");
    }
    return 0;
  }

  private void directiveOrInstruction(String statement, int line) {
    if (statement.startsWith(".reg")) {
      registers(statement);
    } else if (statement.startsWith(".")) {
      Declaration declared = Declaration.of(statement);
      if (declared != null) {
        variable(declared);
      }
    } else {
      Instruction instruction = decoder.decode(statement);
      if (instruction != null) {
        instruction.text = statement;
        instruction.line = line;
        code.add(instruction);
      }
    }
  }

  private void variable(Declaration declared) {
    int size = declared.size();
    int alignment = Math.max(declared.alignment(), 1);
    boolean shared = declared.space().equals("shared");
    int offset = shared ? names.shared(size, alignment) : names.stack(size, Math.max(8, alignment));
    Space space = shared ? Space.SHARED : Space.LOCAL;
    names.variable(declared.name(), new Names.Variable(space, offset, size));
  }

  private void registers(String statement) {
    String[] words = statement.substring(4).trim().split("\\s+", 2);
    Type type = Type.of(words[0].substring(1));
    for (String item : words[1].split(",")) {
      Matcher family = FAMILY.matcher(item.trim());
      if (family.matches()) {
        for (int k = 0; k < Integer.parseInt(family.group(2)); k++) {
          names.register(family.group(1) + k, type);
        }
      } else {
        names.register(item.trim(), type);
      }
    }
  }

  private void link() {
    for (Instruction instruction : code) {
      if (instruction instanceof BranchInstruction branch) {
        Integer target = labels.get(branch.label());
        if (target == null) {
          throw new PtxFault(PtxFault.Kind.UNSUPPORTED, name + ": no label " + branch.label());
        }
        branch.link(target);
      }
    }
  }

  String name() {
    return name;
  }

  boolean isEntry() {
    return entry;
  }

  PtxFunction.Slot[] parameters() {
    return parameters;
  }

  PtxFunction.Slot[] results() {
    return results;
  }

  Instruction[] code() {
    return code.toArray(new Instruction[0]);
  }

  Names names() {
    return names;
  }
}
