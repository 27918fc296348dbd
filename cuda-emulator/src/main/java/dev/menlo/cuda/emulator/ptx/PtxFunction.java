package dev.menlo.cuda.emulator.ptx;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A decoded kernel or device function. Immutable once its module is read. */
public final class PtxFunction {
  /**
   * A parameter or result.
   *
   * @param name as declared
   * @param offset bytes from the start of the parameters (kernel) or of a thread's stack (function)
   * @param size bytes
   */
  public record Slot(String name, int offset, int size) {}

  private final String name;
  private final boolean entry;
  private final Slot[] parameters;
  private final Slot[] results;
  private final Instruction[] code;
  private final List<String> registerNames;
  private final Map<Integer, Long> literals;
  private final Map<String, Integer> special;
  private final int stackSize;
  private final int sharedSize;

  PtxFunction(FunctionReader reader) {
    name = reader.name();
    entry = reader.isEntry();
    parameters = reader.parameters();
    results = reader.results();
    code = reader.code();
    registerNames = reader.names().registers();
    literals = reader.names().literals();
    special = new TreeMap<>(reader.names().special());
    stackSize = reader.names().stackSize();
    sharedSize = reader.names().sharedSize();
  }

  /** Name in the text. */
  public String name() {
    return name;
  }

  /** Whether it is a kernel. */
  public boolean isEntry() {
    return entry;
  }

  /** The parameters in order. */
  public Slot[] parameters() {
    return parameters.clone();
  }

  /** Bytes of all parameters. */
  public int parameterBytes() {
    return parameters.length == 0
        ? 0
        : parameters[parameters.length - 1].offset() + parameters[parameters.length - 1].size();
  }

  /** Bytes of shared memory that the kernel declares. */
  public int sharedSize() {
    return sharedSize;
  }

  /** Bytes of stack a thread. */
  public int stackSize() {
    return stackSize;
  }

  Slot[] results() {
    return results;
  }

  Instruction[] code() {
    return code;
  }

  Map<String, Integer> special() {
    return Collections.unmodifiableMap(special);
  }

  String registerName(int register) {
    return registerNames.get(register);
  }

  long[] freshRegisters() {
    long[] registers = new long[registerNames.size() * Frame.LANES];
    literals.forEach(
        (register, value) -> {
          for (int lane = 0; lane < Frame.LANES; lane++) {
            registers[register * Frame.LANES + lane] = value;
          }
        });
    return registers;
  }

  int[] freshDefined() {
    int[] defined = new int[registerNames.size()];
    literals.keySet().forEach(register -> defined[register] = -1);
    return defined;
  }
}
