package dev.menlo.cli;

import dev.menlo.estimator.Deadline;
import dev.menlo.study.run.RunListener;
import dev.menlo.study.run.StudyRun;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Progress of a study on standard error: a bar where a person watches, else a line at the first
 * commit and now and then.
 */
final class StudyProgress implements RunListener, AutoCloseable {
  private static final long SECOND = 1_000_000_000L;
  private static final long PLAIN_EVERY = 5 * SECOND;

  private final Streams streams;
  private final Path out;
  private final ProgressBar bar;
  private long next;
  private State last;

  StudyProgress(Streams streams, Path out) {
    this.streams = streams;
    this.out = out;
    this.bar = streams.terminal() ? bar(streams) : null;
  }

  private static ProgressBar bar(Streams streams) {
    return new ProgressBarBuilder()
        .setTaskName("menlo")
        .setUnit(" replicates", 1)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(200)
        .showSpeed()
        .setConsumer(new ConsoleProgressBarConsumer(streams.err(), 100))
        .build();
  }

  @Override
  public synchronized void committed(State state) {
    boolean first = last == null;
    if (first && bar != null) {
      bar.stepTo(state.before());
    }
    last = state;
    if (bar != null) {
      bar.maxHint(state.planned());
      bar.stepTo(state.done());
      bar.setExtraMessage(trouble(state));
    } else if ((first || System.nanoTime() >= next) && state.done() < state.planned()) {
      next = System.nanoTime() + PLAIN_EVERY;
      streams.err().println(line(state));
    }
  }

  private static String line(State state) {
    return String.format(
        Locale.ROOT,
        "menlo: %d of %d replicates, %.0f a second, %.0f s to go%s",
        state.done(),
        state.planned(),
        state.rate(),
        state.remaining(),
        trouble(state));
  }

  private static String trouble(State state) {
    String failures =
        state.failures().isEmpty()
            ? ", no failures"
            : state.failures().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", ", ", failures: ", ""));
    return Double.isNaN(state.monteCarloError())
        ? failures
        : failures
            + String.format(Locale.ROOT, "; coverage to %.2f %%", 100 * state.monteCarloError());
  }

  /** Ends a run on Ctrl-C: what is in hand is committed first. */
  void interrupted(StudyRun run) {
    run.stop();
    ended("stopped");
  }

  /** Ends a run at its time limit. */
  void outOfTime(Deadline deadline) {
    ended("the " + deadline + " passed");
  }

  private void ended(String how) {
    close();
    State state = last;
    streams
        .err()
        .println(
            "menlo: "
                + how
                + (state == null ? "" : " at " + state.done() + " replicates, all committed")
                + "; the same command goes on");
  }

  /** Says that all is done. */
  void complete() {
    close();
    State state = last;
    streams
        .out()
        .println(
            state == null
                ? "the study in " + out + " is complete already"
                : String.format(
                    Locale.ROOT,
                    "%d replicates in %s, %d of them in %.1f s (%.0f a second)%s",
                    state.done(),
                    out,
                    state.done() - state.before(),
                    state.seconds(),
                    state.rate(),
                    trouble(state)));
  }

  /** Clears the bar. */
  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
