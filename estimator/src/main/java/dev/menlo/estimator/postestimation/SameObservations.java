package dev.menlo.estimator.postestimation;

import dev.menlo.estimator.data.BoundData;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Whether two bound samples hold the same observations, whatever their models read of them and
 * however they sort them: the same responses at the same rows of their file.
 */
final class SameObservations {
  private SameObservations() {}

  static boolean of(BoundData a, BoundData b) {
    return Arrays.equals(rows(a), rows(b)) && Arrays.equals(responses(a), responses(b));
  }

  private static int[] rows(BoundData data) {
    return observed(data).map(i -> data.data().rowNumber(data.rows()[i])).sorted().toArray();
  }

  /** The responses in the order of the file. */
  private static double[] responses(BoundData data) {
    return observed(data)
        .boxed()
        .sorted(
            (i, j) ->
                Integer.compare(
                    data.data().rowNumber(data.rows()[i]), data.data().rowNumber(data.rows()[j])))
        .mapToDouble(i -> data.response()[i])
        .toArray();
  }

  private static IntStream observed(BoundData data) {
    return IntStream.range(0, data.rows().length).filter(data.design()::inLikelihood);
  }
}
