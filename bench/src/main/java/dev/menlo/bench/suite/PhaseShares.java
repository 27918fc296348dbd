package dev.menlo.bench.suite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.menlo.bench.Cases;
import dev.menlo.bench.WarmUp;
import dev.menlo.engine.Workspace;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where a fit spends its time: shares of Flight Recorder's samples by the operation of the backend
 * that they fall in (or the part of the estimator, outside of one), and by the class on top. Frames
 * that were inlined count. Prints JSON.
 */
public final class PhaseShares {
  private static final int MOST_CLASSES = 15;
  private static final Set<String> OPERATIONS =
      Arrays.stream(Workspace.class.getMethods())
          .map(Method::getName)
          .filter(name -> !Set.of("model", "fits", "batchIndex", "design", "active").contains(name))
          .collect(Collectors.toUnmodifiableSet());

  private final Map<String, Integer> phases = new TreeMap<>();
  private final Map<String, Integer> classes = new TreeMap<>();
  private int samples;

  private PhaseShares() {}

  /**
   * {@code PhaseShares GROUPS SECONDS}: a fit of GROUPS x 10, recorded for SECONDS when warm.
   *
   * @throws IOException if the recording cannot be written or read
   */
  public static void main(String[] args) throws IOException {
    Dataset data = Cases.logistic(Integer.parseInt(args[0]), 1);
    double seconds = Double.parseDouble(args[1]);
    Runnable fit = () -> Menlo.fit(Cases.THREE_EFFECTS, data, Cases.LOGISTIC_OPTIONS);
    WarmUp.settle(fit, seconds / 2);
    PhaseShares shares = new PhaseShares();
    Path file = Files.createTempFile("bench", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
      recording.start();
      for (long until = System.nanoTime() + (long) (seconds * 1e9); System.nanoTime() < until; ) {
        fit.run();
      }
      recording.stop();
      recording.dump(file);
      shares.read(file, Thread.currentThread().getName());
    } finally {
      Files.deleteIfExists(file);
    }
    Json.print(shares.json(data.rows() / 10));
  }

  private void read(Path file, String thread) throws IOException {
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        if (event.getEventType().getName().equals("jdk.ExecutionSample")
            && event.getStackTrace() != null
            && event.getThread("sampledThread").getJavaName().equals(thread)) {
          count(event.getStackTrace().getFrames());
        }
      }
    }
  }

  private void count(List<RecordedFrame> frames) {
    samples++;
    phases.merge(phase(frames), 1, Integer::sum);
    classes.merge(
        frames.stream()
            .map(PhaseShares::type)
            .filter(t -> t.startsWith("dev.menlo"))
            .findFirst()
            .orElse("other"),
        1,
        Integer::sum);
  }

  /** The outermost operation of a workspace, or else the innermost package of the estimator. */
  private static String phase(List<RecordedFrame> frames) {
    for (int i = frames.size() - 1; i >= 0; i--) {
      String method = frames.get(i).getMethod().getName();
      if (type(frames.get(i)).endsWith("Workspace") && OPERATIONS.contains(method)) {
        return method;
      }
    }
    return frames.stream()
        .map(PhaseShares::type)
        .filter(t -> t.startsWith("dev.menlo"))
        .findFirst()
        .map(t -> t.substring("dev.menlo.".length(), t.lastIndexOf('.')))
        .orElse("other");
  }

  /** The class of a frame, without the number of a hidden class and what is nested in it. */
  private static String type(RecordedFrame frame) {
    return frame.getMethod().getType().getName().replaceAll("[/$+].*", "");
  }

  private ObjectNode json(int groups) {
    ObjectNode result = Json.object().put("groups", groups).put("samples", samples);
    result.set("phases", shares(phases, Integer.MAX_VALUE));
    result.set("classes", shares(classes, MOST_CLASSES));
    return result;
  }

  private ObjectNode shares(Map<String, Integer> counts, int most) {
    Map<String, Integer> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(most)
        .forEach(e -> sorted.put(e.getKey(), e.getValue()));
    ObjectNode shares = Json.object();
    sorted.forEach((name, count) -> shares.put(name, (double) count / samples));
    return shares;
  }
}
