package dev.menlo.study.spark;

import java.io.Serializable;

/**
 * Replicates {@code from} to {@code to - 1} of a condition: one task.
 *
 * @param condition number of the condition
 * @param from first replicate
 * @param to first replicate after it
 */
record SparkBatch(int condition, long from, long to) implements Serializable {
  long[] replicates() {
    long[] numbers = new long[Math.toIntExact(to - from)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = from + i;
    }
    return numbers;
  }
}
