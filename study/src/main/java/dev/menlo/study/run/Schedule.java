package dev.menlo.study.run;

import dev.menlo.study.StudyException;
import dev.menlo.study.definition.StopRule;
import dev.menlo.study.store.BatchRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Which replicates are still to do. Conditions go in turn; with an adaptive stop a condition is
 * looked at whenever all its replicates up to a multiple of the block are committed, and goes on or
 * ends there, so that its end is a function of the study alone. Thread-safe.
 */
final class Schedule {
  /** Answers, for a condition with a number of committed replicates, whether they are enough. */
  interface Judge {
    boolean enough(int condition, long replicates);
  }

  private final StopRule rule;
  private final List<Progress> conditions = new ArrayList<>();
  private boolean stopped;

  /** The state of one condition. */
  private static final class Progress {
    private final BitSet taken;
    private final BitSet committed;
    private long limit;
    private boolean ended;

    Progress(BitSet done) {
      taken = (BitSet) done.clone();
      committed = (BitSet) done.clone();
    }
  }

  /**
   * A schedule.
   *
   * @param done per condition, the replicates that are committed already, by number
   */
  Schedule(StopRule rule, List<BitSet> done) {
    if (rule.most() >= Integer.MAX_VALUE) {
      throw new StudyException(
          "a condition holds at most 2^31 - 2 replicates; make several of it with factors");
    }
    this.rule = rule;
    for (BitSet committed : done) {
      Progress progress = new Progress(committed);
      progress.limit = rule.adaptive() ? Math.min(rule.block(), rule.most()) : rule.most();
      conditions.add(progress);
    }
  }

  /** Looks at conditions whose replicates are all there, as after a resumption. */
  synchronized void review(Judge judge) {
    for (int c = 1; c <= conditions.size(); c++) {
      review(c, judge);
    }
  }

  private void review(int condition, Judge judge) {
    Progress progress = conditions.get(condition - 1);
    while (!progress.ended && progress.committed.nextClearBit(1) > progress.limit) {
      progress.ended = progress.limit >= rule.most() || judge.enough(condition, progress.limit);
      if (!progress.ended) {
        progress.limit = Math.min(rule.most(), progress.limit + rule.block());
      }
    }
    notifyAll();
  }

  /** Notes that a batch is committed, and ends its condition if it has enough. */
  synchronized void committed(BatchRows rows, Judge judge) {
    for (long replicate : rows.replicates()) {
      conditions.get(rows.condition() - 1).committed.set((int) replicate);
    }
    review(rows.condition(), judge);
  }

  /**
   * The next batch; waits while what follows depends on batches that others work on.
   *
   * @return null when there is nothing left, or the run was stopped
   */
  synchronized Batch next(int size) throws InterruptedException {
    while (!stopped) {
      Batch batch = available(size);
      if (batch != null) {
        return batch;
      }
      if (conditions.stream().allMatch(p -> p.ended)) {
        return null;
      }
      wait();
    }
    return null;
  }

  private Batch available(int size) {
    for (int c = 0; c < conditions.size(); c++) {
      Progress progress = conditions.get(c);
      long[] free = new long[size];
      int n = 0;
      int replicate = progress.taken.nextClearBit(1);
      while (!progress.ended && n < size && replicate <= progress.limit) {
        free[n++] = replicate;
        progress.taken.set(replicate);
        replicate = progress.taken.nextClearBit(replicate + 1);
      }
      if (n > 0) {
        return new Batch(c + 1, Arrays.copyOf(free, n));
      }
    }
    return null;
  }

  /** Hands out no more batches. */
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /** Replicates that are planned as far as is known now. */
  synchronized long planned() {
    return conditions.stream().mapToLong(p -> p.ended ? p.committed.cardinality() : p.limit).sum();
  }

  /** Replicates that are committed. */
  synchronized long done() {
    return conditions.stream().mapToLong(p -> p.committed.cardinality()).sum();
  }

  /** Whether all conditions have enough. */
  synchronized boolean complete() {
    return conditions.stream().allMatch(p -> p.ended);
  }
}
