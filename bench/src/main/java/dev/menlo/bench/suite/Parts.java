package dev.menlo.bench.suite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a preset measures, in order: what matters most comes first. */
final class Parts {
  /** Heaps that are tried, in multiples of the data; the aim is to stay under 3. */
  private static final double[] HEAPS = {2.9, 4, 5, 6, 8, 10, 15};

  private final Preset preset;
  private final Path data;
  private final Tools tools;
  private final Peers peers;
  private final List<Part> parts = new ArrayList<>();

  private Parts(Preset preset, Path folder) {
    this.preset = preset;
    this.data = folder.resolve("data");
    this.tools = new Tools(folder.toAbsolutePath());
    this.peers = new Peers(tools, data);
  }

  /** The parts, which keep data and what they build in a folder. */
  static List<Part> of(Preset preset, Path folder) {
    Parts all = new Parts(preset, folder);
    all.fits();
    all.comparisons();
    all.peers();
    return all.parts;
  }

  private void add(String name, Part.Measurement measurement) {
    parts.add(new Part(name, measurement));
  }

  private void fits() {
    add("peaks", () -> Child.java(Peaks.class, "1g", 5, preset.seconds()));
    for (String name :
        List.of("logistic-1000", "logistic-100", "soybean", "small", "compartment")) {
      add("fit-" + name, () -> fit(name, "1g"));
    }
    if (preset.measuresLarge()) {
      add("fit-logistic-100000", () -> fit("logistic-100000", "4g"));
    }
  }

  private ObjectNode fit(String name, String heap) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of(name, preset.seconds(), preset.turns(), data));
    String missing = "";
    try {
      arguments.add(tools.byHand());
    } catch (SkippedException e) {
      missing = e.getMessage();
    }
    ObjectNode result = Child.java(FitTimes.class, heap, 15, arguments.toArray());
    return missing.isEmpty() ? result : result.put("byHandSkipped", missing);
  }

  private void comparisons() {
    double seconds = preset.seconds();
    int turns = preset.turns();
    add(
        "structures",
        () ->
            Child.java(
                StructureTimes.class, "2g", 15, preset.structureGroups(), 3 * seconds, turns));
    add("threads", () -> Child.java(ThreadTimes.class, "4g", 15, 500, 100_000, 2 * seconds, turns));
    add(
        "scaling",
        () -> Child.java(ScalingTimes.class, "8g", 15, preset.mostGroups(), 2 * seconds));
    add("memory", this::memory);
    add("startup", () -> StartTimes.take(4 * turns));
    add("backends", () -> Child.java(BackendTimes.class, "2g", 15, seconds));
    add("spi", () -> Child.java(SpiTimes.class, "1g", 30, Math.min(0.5, seconds), preset.name()));
    add("profile", () -> Child.java(PhaseShares.class, "1g", 5, 2000, 10 * seconds));
    add("cache", () -> CacheCounts.take(seconds));
  }

  /** A fit in ever larger heaps, multiples of its data, until it ends; then its peak with room. */
  private ObjectNode memory() throws IOException {
    ObjectNode roomy = Child.java(MemoryUse.class, "8g", 10, preset.memoryGroups());
    double dataMegabytes = roomy.get("dataBytes").doubleValue() / (1 << 20);
    for (double multiple : HEAPS) {
      String heap = (long) (multiple * dataMegabytes) + "m";
      try {
        Child.java(MemoryUse.class, heap, 4, preset.memoryGroups());
        return roomy.put("heapMultiple", multiple);
      } catch (IOException e) {
        roomy.put("failedAt" + multiple, e.getMessage());
      }
    }
    return roomy;
  }

  private void peers() {
    add("nlme-compartment", () -> peers.nlme("compartment"));
    add("nlme-soybean", () -> peers.nlme("soybean"));
    add("nlme-small", () -> peers.nlmeSmall(preset.peerFits()));
    for (int groups : preset.nlmeGroups()) {
      add("nlme-logistic-" + groups, () -> peers.nlme(groups));
      add("tmb-logistic-" + groups, () -> peers.tmb(groups));
    }
    add("nlmer-logistic-100", () -> peers.nlmer(100));
  }
}
