package dev.menlo.study.power;

import dev.menlo.study.StudyException;
import dev.menlo.study.definition.Study;
import dev.menlo.study.definition.StudySource;
import dev.menlo.study.measure.Measure;
import dev.menlo.study.measure.Measures;
import dev.menlo.study.measure.Performance;
import dev.menlo.study.run.RunListener;
import dev.menlo.study.run.RunOptions;
import dev.menlo.study.run.StudyRun;
import dev.menlo.study.store.Store;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The smallest size, of groups or rows, at which a test has a given power: sizes are doubled until
 * the power is reached, and the bracket is halved until its ends are neighbours. Every size runs
 * the same replicates of the study with the factor at that size.
 */
public final class PowerSearch {
  private final StudySource source;
  private final Question question;
  private final RunOptions options;
  private final Consumer<Step> listener;
  private final SortedMap<Integer, Step> steps = new TreeMap<>();
  private boolean cutOff;

  /**
   * What is searched for.
   *
   * @param factor name that the study file uses as {@code ${factor}}
   * @param least smallest size to try
   * @param most largest size to try
   * @param estimand whose null value is tested
   * @param method by which it is estimated, or "" for the first
   * @param power to reach, between 0 and 1
   */
  public record Question(
      String factor, int least, int most, String estimand, String method, double power) {
    /** Checks the numbers. */
    public Question {
      if (least < 1 || most <= least) {
        throw new StudyException("sizes go from at least 1 to more than that");
      }
      if (!(power > 0 && power < 1)) {
        throw new StudyException("the power to reach lies between 0 and 1, not at " + power);
      }
    }
  }

  /**
   * A size that was tried.
   *
   * @param size the size
   * @param power proportion of intervals that exclude the null value
   * @param mcse its Monte Carlo standard error
   * @param replicates intervals that there were
   * @param convergence proportion of fits that converged
   */
  public record Step(int size, double power, double mcse, long replicates, double convergence) {}

  /**
   * A search.
   *
   * @param listener is told each size that was tried
   */
  public PowerSearch(
      StudySource source, Question question, RunOptions options, Consumer<Step> listener) {
    this.source = source;
    this.question = question;
    this.options = options;
    this.listener = listener;
  }

  /**
   * The smallest size with the power, or null if the largest does not have it, or the deadline of
   * the options passed first ({@link #cutOff}).
   *
   * @throws StudyException if the study cannot be run, or the estimand has no null value
   */
  public Step run() {
    int low = question.least();
    int high = low;
    while (!reached(high)) {
      if (cutOff || high == question.most()) {
        return null;
      }
      low = high;
      high = (int) Math.min(question.most(), 2L * high);
    }
    while (high - low > 1) {
      int middle = low + (high - low) / 2;
      if (reached(middle)) {
        high = middle;
      } else if (cutOff) {
        return null;
      } else {
        low = middle;
      }
    }
    return steps.get(high);
  }

  /** Whether the deadline passed before the search ended. */
  public boolean cutOff() {
    return cutOff;
  }

  /** All sizes that were tried, by size. */
  public SortedMap<Integer, Step> steps() {
    return java.util.Collections.unmodifiableSortedMap(steps);
  }

  private boolean reached(int size) {
    if (!steps.containsKey(size)) {
      Step step = step(size);
      cutOff = step == null;
      if (cutOff) {
        return false;
      }
      steps.put(size, step);
      listener.accept(step);
    }
    return steps.get(size).power() >= question.power();
  }

  /** A size with all its replicates, or null if the deadline passes before they are there. */
  private Step step(int size) {
    Study study = Study.at(source, Map.of(question.factor(), Integer.toString(size)));
    if (study.scenarios().size() > 1) {
      throw new StudyException(
          "the study has conditions beside " + question.factor() + ": leave one level of each");
    }
    String method = question.method().isEmpty() ? study.methods().get(0) : question.method();
    try (Store store = Store.inMemory()) {
      store.begin(study);
      if (!new StudyRun(study, store, options, RunListener.SILENT).run()) {
        return null;
      }
      Measures measures = Measures.of(store);
      Performance power = measure(measures, method, Measure.POWER);
      Performance convergence = measure(measures, method, Measure.CONVERGENCE);
      return new Step(size, power.value(), power.mcse(), power.replicates(), convergence.value());
    }
  }

  private Performance measure(Measures measures, String method, Measure measure) {
    return measures.all().stream()
        .filter(p -> p.measure() == measure && p.method().equals(method))
        .filter(p -> p.estimand().equals(question.estimand()))
        .findFirst()
        .orElseThrow(
            () ->
                new StudyException(
                    "there is no power of "
                        + question.estimand()
                        + " by "
                        + method
                        + ": name an estimand of the study that has a null value"));
  }
}
