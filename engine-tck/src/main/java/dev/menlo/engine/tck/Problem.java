package dev.menlo.engine.tck;

import dev.menlo.engine.Batch;
import dev.menlo.engine.Design;
import dev.menlo.engine.ModelSpec;
import dev.menlo.engine.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fits of one model with a point for each, laid out as {@link dev.menlo.engine.Workspace} wants it.
 *
 * @param name for test reports
 * @param model the model
 * @param batch the data
 * @param beta F x p
 * @param relativeFactor F x factorLength
 * @param delta F x r
 * @param sphericalEffects u, per fit, level 1 first, group by group
 */
public record Problem(
    String name,
    ModelSpec model,
    Batch batch,
    double[] beta,
    double[] relativeFactor,
    double[] delta,
    double[] sphericalEffects) {

  /** Length of u of one fit: sum over levels of groups times q_k. */
  public static int effectLength(ModelSpec model, Design design) {
    int length = 0;
    for (int k = 1; k <= model.levels(); k++) {
      length += design.groups(k) * model.randomEffects(k);
    }
    return length;
  }

  /** The same data at another Lambda. */
  public Problem withFactor(double... factor) {
    return new Problem(name, model, batch, beta, factor, delta, sphericalEffects);
  }

  /** The same data at another delta. */
  public Problem withDelta(double... other) {
    return new Problem(name, model, batch, beta, relativeFactor, other, sphericalEffects);
  }

  /** The same model with other data and another point. */
  Problem withData(Batch data, double[] fixedEffects, double[] effects) {
    return new Problem(name, model, data, fixedEffects, relativeFactor, delta, effects);
  }

  /** The same data at u = 0. */
  public Problem withoutEffects() {
    return new Problem(
        name, model, batch, beta, relativeFactor, delta, new double[sphericalEffects.length]);
  }

  /** Problems of one model in one batch. */
  public static Problem join(List<Problem> parts) {
    List<Design> designs = new ArrayList<>();
    List<double[]> responses = new ArrayList<>();
    for (Problem part : parts) {
      designs.addAll(part.batch.designs());
      responses.addAll(part.batch.responses());
    }
    return new Problem(
        "batch of " + designs.size(),
        parts.get(0).model,
        new Batch(designs, responses),
        concatenate(parts.stream().map(Problem::beta).toList()),
        concatenate(parts.stream().map(Problem::relativeFactor).toList()),
        concatenate(parts.stream().map(Problem::delta).toList()),
        concatenate(parts.stream().map(Problem::sphericalEffects).toList()));
  }

  /** One fit of a batch by itself. */
  public Problem fit(int index) {
    int at = 0;
    for (int f = 0; f < index; f++) {
      at += effectLength(model, batch.designs().get(f));
    }
    Design design = batch.designs().get(index);
    return new Problem(
        name + ", fit " + index,
        model,
        Batch.of(design, batch.responses().get(index)),
        part(beta, index, model.fixedEffects()),
        part(relativeFactor, index, model.factorLength()),
        part(delta, index, model.residual().parameters()),
        Arrays.copyOfRange(sphericalEffects, at, at + effectLength(model, design)));
  }

  private static double[] part(double[] all, int fit, int length) {
    return Arrays.copyOfRange(all, fit * length, (fit + 1) * length);
  }

  /** The fits that a workspace holds, in its order. */
  public Problem of(Workspace workspace) {
    return join(
        IntStream.range(0, workspace.fits())
            .map(workspace::batchIndex)
            .mapToObj(this::fit)
            .toList());
  }

  private static double[] concatenate(List<double[]> parts) {
    return parts.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  @Override
  public String toString() {
    return name;
  }
}
