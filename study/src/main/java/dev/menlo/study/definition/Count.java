package dev.menlo.study.definition;

import dev.menlo.estimator.simulate.RandomStream;

/** How many groups a parent has, or rows a group: fixed, by a list that is cycled, or drawn. */
public sealed interface Count {
  /** The number of the i-th parent, from 0. */
  int of(int parent, RandomStream stream);

  /** Whether it is drawn. */
  default boolean drawn() {
    return this instanceof Drawn;
  }

  /** A number each, cycled. */
  record Listed(int[] counts) implements Count {
    @Override
    public int of(int parent, RandomStream stream) {
      return counts[parent % counts.length];
    }
  }

  /** Each number from least to most as likely. */
  record Drawn(int least, int most) implements Count {
    @Override
    public int of(int parent, RandomStream stream) {
      return least + stream.nextInt(most - least + 1);
    }
  }
}
