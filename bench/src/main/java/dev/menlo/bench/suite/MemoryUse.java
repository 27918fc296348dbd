package dev.menlo.bench.suite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.GarbageCollectionNotificationInfo;
import dev.menlo.bench.Cases;
import dev.menlo.estimator.Menlo;
import dev.menlo.estimator.data.Dataset;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * Memory of one fit beside that of its data, three columns of doubles: the heap that it ends in is
 * given from outside; prints the largest heap that a collection left and the process's peak, as
 * JSON.
 */
public final class MemoryUse {
  private static final Set<String> HEAP =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toUnmodifiableSet());

  private MemoryUse() {}

  /**
   * {@code MemoryUse GROUPS}.
   *
   * @throws IOException if the process's status cannot be read
   */
  public static void main(String[] args) throws IOException {
    int groups = Integer.parseInt(args[0]);
    AtomicLong live = watchCollections();
    Dataset data = Cases.logistic(groups, 1);
    System.gc();
    live.set(0);
    double logLikelihood =
        Menlo.fit(Cases.THREE_EFFECTS, data, Cases.LOGISTIC_OPTIONS).logLikelihood();
    ObjectNode result = Json.object().put("groups", groups).put("dataBytes", 24L * data.rows());
    result.put("logLikelihood", logLikelihood).put("leftByCollections", live.get());
    Json.print(result.put("peakResident", peakResident()));
  }

  /** The largest sum of the heap's pools after a collection. */
  private static AtomicLong watchCollections() {
    AtomicLong largest = new AtomicLong();
    ManagementFactory.getGarbageCollectorMXBeans()
        .forEach(
            bean ->
                ((NotificationEmitter) bean)
                    .addNotificationListener(
                        (notification, handback) ->
                            largest.accumulateAndGet(
                                left((CompositeData) notification.getUserData()), Math::max),
                        null,
                        null));
    return largest;
  }

  private static long left(CompositeData data) {
    return GarbageCollectionNotificationInfo.from(data)
        .getGcInfo()
        .getMemoryUsageAfterGc()
        .entrySet()
        .stream()
        .filter(pool -> HEAP.contains(pool.getKey()))
        .map(Map.Entry::getValue)
        .mapToLong(MemoryUsage::getUsed)
        .sum();
  }

  /** The process's peak in bytes; 0 where there is no /proc. */
  private static long peakResident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
