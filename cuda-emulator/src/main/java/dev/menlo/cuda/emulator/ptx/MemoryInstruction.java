package dev.menlo.cuda.emulator.ptx;

/** ld and st of one value or a vector of two or four. */
final class MemoryInstruction extends DataInstruction {
  private final boolean load;
  private final Space space;
  private final Type type;
  private final int[] registers;
  private final Type[] widths;
  private final int base;
  private final long displacement;

  /**
   * Decodes.
   *
   * @param registers the values, -1 where a loaded one is dropped
   * @param widths declared types of the registers
   * @param base register of the address
   */
  MemoryInstruction(
      Guard guard,
      boolean load,
      Space space,
      Type type,
      int[] registers,
      Type[] widths,
      int base,
      long displacement) {
    super(guard);
    this.load = load;
    this.space = space;
    this.type = type;
    this.registers = registers;
    this.widths = widths;
    this.base = base;
    this.displacement = displacement;
  }

  @Override
  void operate(Frame f) {
    f.require(base);
    if (!load) {
      for (int register : registers) {
        f.require(register);
      }
    }
    for (int i = 0; i < f.count; i++) {
      f.current = f.lanes[i];
      access(f, f.current);
    }
    if (load) {
      for (int register : registers) {
        if (register >= 0) {
          f.define(register);
        }
      }
    }
  }

  private void access(Frame f, int lane) {
    long address = f.r[base * Frame.LANES + lane] + displacement;
    Space where = space == Space.GENERIC ? Space.of(address) : space;
    long plain = space == Space.GENERIC ? where.fromGeneric(address) : address;
    checkVector(plain);
    for (int k = 0; k < registers.length; k++) {
      one(f, lane, where, plain + (long) k * type.bytes(), k);
    }
  }

  /** A vector must be aligned as a whole. */
  private void checkVector(long address) {
    int whole = type.bytes() * registers.length;
    if (address % whole != 0) {
      throw new PtxFault(
          PtxFault.Kind.MISALIGNED_ADDRESS,
          "access of " + whole + " bytes at 0x" + Long.toHexString(address));
    }
  }

  private void one(Frame f, int lane, Space where, long address, int k) {
    Memory memory = f.warp.memory(where, address, f);
    long offset = f.warp.offset(where, address, f, lane);
    if (where == Space.SHARED) {
      f.warp.touchShared(offset, type.bytes(), lane, !load);
    }
    if (!load) {
      memory.store(offset, type.bytes(), f.r[registers[k] * Frame.LANES + lane]);
    } else if (registers[k] >= 0) {
      long value = type.extend(memory.load(offset, type.bytes()));
      f.r[registers[k] * Frame.LANES + lane] = widths[k].truncate(value);
    }
  }
}
