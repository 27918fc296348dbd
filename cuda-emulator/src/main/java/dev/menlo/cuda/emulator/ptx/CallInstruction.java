package dev.menlo.cuda.emulator.ptx;

/** A direct call: parameters and results are copied between the stacks of the two frames. */
final class CallInstruction extends DataInstruction {
  private final PtxModule module;
  private final String callee;
  private final PtxFunction.Slot[] results;
  private final PtxFunction.Slot[] arguments;

  CallInstruction(
      Guard guard,
      PtxModule module,
      String callee,
      PtxFunction.Slot[] results,
      PtxFunction.Slot[] arguments) {
    super(guard);
    this.module = module;
    this.callee = callee;
    this.results = results;
    this.arguments = arguments;
  }

  @Override
  void operate(Frame caller) {
    PtxFunction function = module.function(callee);
    Frame called = new Frame(function, caller.warp);
    caller.warp.fillSpecialRegisters(called);
    copy(caller, arguments, called, function.parameters(), caller.mask);
    called.live = caller.mask;
    if (caller.warp.run(called) != Warp.Outcome.DONE) {
      throw new PtxFault(
          PtxFault.Kind.UNSUPPORTED, "a block-wide barrier in the called function " + callee);
    }
    copy(called, function.results(), caller, results, caller.mask);
  }

  private static void copy(
      Frame from, PtxFunction.Slot[] source, Frame to, PtxFunction.Slot[] target, int mask) {
    if (source.length != target.length) {
      throw new PtxFault(
          PtxFault.Kind.UNSUPPORTED,
          "a call passes " + source.length + " values where " + target.length + " are declared");
    }
    for (int k = 0; k < source.length; k++) {
      int bytes = Math.min(source[k].size(), target[k].size());
      for (int rest = mask; rest != 0; rest &= rest - 1) {
        int lane = Integer.numberOfTrailingZeros(rest);
        to.stack.copy(
            lane * to.stride + target[k].offset(),
            from.stack,
            lane * from.stride + source[k].offset(),
            bytes);
      }
    }
  }
}
