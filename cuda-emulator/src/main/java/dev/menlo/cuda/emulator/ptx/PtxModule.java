package dev.menlo.cuda.emulator.ptx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** PTX text decoded once, its variables placed in a device's memory. */
public final class PtxModule {
  private static final int MOST_KNOWN = 64;

  /** Functions of the latest modules without variables, by text: they lie at no address. */
  private static final Map<String, Map<String, PtxFunction>> KNOWN =
      new LinkedHashMap<>(16, .75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, PtxFunction>> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  private final Map<String, PtxFunction> functions = new LinkedHashMap<>();
  private final Map<String, Names.Variable> variables = new LinkedHashMap<>();
  private final List<Long> allocations = new ArrayList<>();
  private final DeviceMemory memory;

  private PtxModule(DeviceMemory memory) {
    this.memory = memory;
  }

  /**
   * Decodes a module.
   *
   * @throws PtxFault naming the line that is not PTX or that the interpreter does not know
   */
  public static PtxModule load(String ptx, DeviceMemory memory) {
    PtxModule module = new PtxModule(memory);
    synchronized (KNOWN) {
      Map<String, PtxFunction> known = KNOWN.get(ptx);
      if (known != null) {
        module.functions.putAll(known);
        return module;
      }
    }
    module.read(new PtxText(ptx));
    if (module.variables.isEmpty()) {
      synchronized (KNOWN) {
        KNOWN.put(ptx, new LinkedHashMap<>(module.functions));
      }
    }
    return module;
  }

  private void read(PtxText text) {
    while (text.skipSpace()) {
      int line = text.line();
      try {
        item(text);
      } catch (PtxFault fault) {
        throw fault.at("PTX line " + line);
      }
    }
  }

  private void item(PtxText text) {
    String head = text.upTo("\n;{");
    if (head.startsWith(".version") || head.startsWith(".target") || head.startsWith(".address")) {
      text.restOfLine();
    } else if (head.contains(".entry") || head.contains(".func")) {
      function(head + " " + text.upTo(";{"), text);
    } else {
      variable(head.contains("=") ? head + text.upTo(";") : head + " " + text.upTo(";"));
      text.take();
    }
  }

  private void function(String header, PtxText text) {
    if (text.take() == '{') {
      PtxFunction function = new FunctionReader(this, header, text).read();
      functions.put(function.name(), function);
    }
  }

  private void variable(String text) {
    Declaration declared = Declaration.of(text);
    if (declared == null) {
      throw new PtxFault(PtxFault.Kind.UNSUPPORTED, "statement " + text);
    }
    if (declared.space().equals("shared")) {
      variables.put(
          declared.name(), new Names.Variable(Space.SHARED, -1, Math.max(declared.size(), 0)));
      if (declared.size() >= 0) {
        throw new PtxFault(PtxFault.Kind.UNSUPPORTED, "sized shared memory outside a function");
      }
      return;
    }
    long address = memory.allocate(declared.size());
    memory.at(address).put(0, declared.initialBytes());
    allocations.add(address);
    variables.put(declared.name(), new Names.Variable(Space.GLOBAL, address, declared.size()));
  }

  Map<String, Names.Variable> variables() {
    return variables;
  }

  /** Frees the module's variables. */
  public void unload() {
    allocations.forEach(memory::free);
    allocations.clear();
  }

  /** Names of the kernels, in order of the text. */
  public List<String> kernels() {
    return functions.values().stream().filter(PtxFunction::isEntry).map(PtxFunction::name).toList();
  }

  /**
   * A function by name.
   *
   * @throws PtxFault if the module has none
   */
  public PtxFunction function(String name) {
    PtxFunction found = functions.get(name);
    if (found == null) {
      throw new PtxFault(PtxFault.Kind.UNSUPPORTED, "the module has no function " + name);
    }
    return found;
  }

  /** Whether the module has a function of a name. */
  public boolean has(String name) {
    return functions.containsKey(name);
  }

  /**
   * Address and size of a variable of the module.
   *
   * @throws PtxFault if the module has none
   */
  public long[] variable(String name, boolean required) {
    Names.Variable found = variables.get(name);
    if (found == null && required) {
      throw new PtxFault(PtxFault.Kind.UNSUPPORTED, "the module has no variable " + name);
    }
    return found == null ? new long[0] : new long[] {found.address(), found.size()};
  }
}
