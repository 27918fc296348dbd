package dev.menlo.engine.cpu;

import dev.menlo.engine.program.Program;
import java.util.Optional;

/**
 * What {@link LanePassProgram#evaluate} leaves of a row, lowered: elementary functions in a program
 * of their own where there are any (see {@link StagedProgram}), then the rest.
 *
 * @param functions null if they are not apart
 * @param count numbers of a row that {@code functions} leaves
 * @param full the rest, for rows that every lane has
 * @param masked the rest, for rows that some lanes are padded to
 */
record LaneEvaluation(LaneProgram functions, int count, LaneProgram full, LaneProgram masked) {
  static LaneEvaluation of(LanePassProgram programs, boolean ragged, LaneInputs rows) {
    Program full = programs.evaluate(false);
    Program masked = programs.evaluate(ragged);
    Optional<StagedProgram> staged = StagedProgram.of(full);
    Optional<StagedProgram> stagedMasked = StagedProgram.of(masked);
    boolean apart =
        staged.isPresent()
            && stagedMasked.isPresent()
            && staged.get().functions().equals(stagedMasked.get().functions());
    if (!apart) {
      return new LaneEvaluation(null, 0, compile(full, rows), compile(masked, rows));
    }
    Program functions = staged.get().functions();
    int count = functions.outputs().length;
    LaneInputs rest = rows.withThird(count);
    return new LaneEvaluation(
        compile(functions, rows),
        count,
        compile(staged.get().rest(), rest),
        compile(stagedMasked.get().rest(), rest));
  }

  private static LaneProgram compile(Program program, LaneInputs inputs) {
    return LaneCompiler.compile(program, 0, inputs);
  }
}
