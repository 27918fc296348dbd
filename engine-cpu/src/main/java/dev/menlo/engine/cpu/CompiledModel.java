package dev.menlo.engine.cpu;

import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.program.Derivatives;
import dev.menlo.engine.program.MeanDerivatives;
import dev.menlo.engine.program.Program;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A model lowered for this backend: layout and row programs. Immutable and shared by all threads.
 *
 * <p>A row program leaves the m derivative columns first, then the mean (which the row pass turns
 * into the residual, so that [J r] is contiguous), then the second derivatives.
 */
final class CompiledModel {
  private static final int MOST_KNOWN = 64;

  final ModelSpec spec;
  final ModelLayout layout;

  /** Output: mu. */
  final RowProgram mean;

  /** Outputs: columns, mu. */
  final RowProgram jacobian;

  /** Outputs: columns, mu, second derivatives. */
  final RowProgram hessian;

  /** Row and column of each second derivative, column not above row. */
  final int[] secondRow;

  final int[] secondColumn;

  /** Whether the mean carries state from row to row: a group must be evaluated in one call. */
  final boolean recursive;

  /** Whitening of the residual specification; null if R = I. */
  final ResidualPrograms residual;

  /** Row passes over lanes of groups; null where the model's rows are not independent. */
  final LanePasses lanes;

  private final LaneElimination elimination;
  private final LaneBackSubstitution backSubstitution;

  /** What is lowered when first needed; null before. Read by every fit of every round: no lock. */
  private volatile Optional<LaneProfileSums> profileSums;

  private volatile Optional<LaneProfileSums> restrictedSums;
  private volatile Optional<LaneResidual> laneResidual;

  /**
   * The latest models: a fit of a model that was prepared before, in this or another engine, finds
   * its programs lowered and compiled.
   */
  private static final Map<ModelSpec, CompiledModel> KNOWN =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ModelSpec, CompiledModel> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  /** The model lowered, now or before. */
  static CompiledModel of(ModelSpec spec) {
    synchronized (KNOWN) {
      CompiledModel known = KNOWN.get(spec);
      if (known == null) {
        known = new CompiledModel(spec);
        KNOWN.put(spec, known);
      }
      return known;
    }
  }

  private CompiledModel(ModelSpec spec) {
    this.spec = spec;
    MeanDerivatives d =
        Derivatives.of(spec.mean(), spec.fixedEffects(), spec.allRandomEffects(), 2);
    layout = new ModelLayout(spec, d);
    Program program = d.program();
    int[] outputs = program.outputs();
    int m = layout.columns;
    int seconds = d.secondRow().length;
    int[] ordered = new int[m + 1 + seconds];
    Arrays.fill(ordered, -1);
    System.arraycopy(outputs, 1, ordered, 0, d.columns());
    ordered[m] = outputs[0];
    System.arraycopy(outputs, 1 + d.columns(), ordered, m + 1, seconds);
    mean = ProgramCompiler.compile(program, new int[] {outputs[0]});
    jacobian = ProgramCompiler.compile(program, Arrays.copyOf(ordered, m + 1));
    hessian = ProgramCompiler.compile(program, ordered);
    secondRow = d.secondRow();
    secondColumn = d.secondColumn();
    recursive = program.isRecursive();
    residual = spec.residual().isIdentity() ? null : new ResidualPrograms(spec.residual());
    lanes = LanePasses.suit(spec, d) ? new LanePasses(this, d) : null;
    elimination = lanes == null ? null : LaneElimination.of(this);
    backSubstitution =
        elimination == null || layout.levels != 1 ? null : LaneBackSubstitution.of(layout);
  }

  /** Elimination over lanes of groups; null where that is not to be had. */
  LaneElimination elimination() {
    return elimination;
  }

  /** Back-substitution over lanes of groups, for one level; null where that is not to be had. */
  LaneBackSubstitution backSubstitution() {
    return backSubstitution;
  }

  /** Derivatives in delta over lanes of groups, for one level; null where that is not to be had. */
  LaneResidual laneResidual() {
    if (laneResidual == null) {
      lowerLaneResidual();
    }
    return laneResidual.orElse(null);
  }

  private synchronized void lowerLaneResidual() {
    if (laneResidual == null) {
      laneResidual = Optional.ofNullable(layout.levels == 1 ? LaneResidual.of(layout) : null);
    }
  }

  /** Sums for derivatives in D over lanes of groups, for one level; null where they do not pay. */
  LaneProfileSums profileSums(boolean restricted) {
    if ((restricted ? restrictedSums : profileSums) == null) {
      lowerProfileSums(restricted);
    }
    return (restricted ? restrictedSums : profileSums).orElse(null);
  }

  private synchronized void lowerProfileSums(boolean restricted) {
    boolean able = lanes != null && layout.levels == 1;
    if (restricted && restrictedSums == null) {
      restrictedSums = Optional.ofNullable(able ? LaneProfileSums.of(layout, true) : null);
    } else if (!restricted && profileSums == null) {
      profileSums = Optional.ofNullable(able ? LaneProfileSums.of(layout, false) : null);
    }
  }

  /** Whether the residual scale reads the mean, so that a variance point must be kept. */
  boolean meanDependentScale() {
    return residual != null && residual.readsMean;
  }

  /** The number of second derivatives. */
  int seconds() {
    return secondRow.length;
  }
}
