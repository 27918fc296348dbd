package dev.menlo.bench;

import dev.menlo.estimator.Fit;
import dev.menlo.estimator.Menlo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Joins the times of one run: reads menlo's and the peers' lines, prints the table with ratios, and
 * writes both with machine and versions as JSON.
 *
 * <p>A ratio is the peer's processor seconds over menlo's for the same data; log likelihoods stand
 * beside them, because a fit that ends elsewhere is no comparison. TMB's is a Laplace
 * approximation, the others' that of the linearised model.
 */
public final class Summary {
  private record Peer(
      String name, String structure, String groups, double seconds, String logLik) {}

  private final Map<String, Double> menlo = new TreeMap<>();
  private final List<Peer> peers = new ArrayList<>();

  private Summary() {}

  /**
   * {@code Summary MENLO.csv PEERS.csv OUT.json MACHINE COMMAND}.
   *
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 5) {
      throw new IllegalArgumentException(
          "usage: Summary MENLO.csv PEERS.csv OUT.json MACHINE COMMAND");
    }
    Summary summary = new Summary();
    summary.readMenlo(Path.of(args[0]));
    if (Files.exists(Path.of(args[1]))) {
      summary.readPeers(Path.of(args[1]));
    }
    System.out.print(summary.table());
    Files.writeString(Path.of(args[2]), summary.json(args[3], args[4]));
  }

  /** Lines {@code case,groups,seconds} of {@link ProcessorTimes}. */
  private void readMenlo(Path csv) throws IOException {
    for (String line : Files.readAllLines(csv)) {
      String[] cells = line.split(",", -1);
      menlo.put(cells[0] + " " + cells[1], Double.parseDouble(cells[2]));
    }
  }

  private void readPeers(Path csv) throws IOException {
    for (String line : Files.readAllLines(csv)) {
      String[] cells = line.split(",", -1);
      if (cells.length == 5 && !cells[0].equals("peer")) {
        peers.add(new Peer(cells[0], cells[1], cells[2], Double.parseDouble(cells[3]), cells[4]));
      }
    }
  }

  private String table() {
    StringBuilder out = new StringBuilder("menlo, processor seconds for one fit\n");
    menlo.forEach(
        (name, seconds) -> {
          String[] words = name.split(" ");
          String per =
              words[0].equals("scaling")
                  ? row("%8.2f microseconds a group", seconds / Integer.parseInt(words[1]) * 1e6)
                  : "";
          out.append(row("  %-28s %12.3e %s%n", name, seconds, per));
        });
    out.append("peers, the same data: processor seconds, ratio, log likelihood (menlo's)\n");
    for (Peer peer : peers) {
      Double own = own(peer);
      out.append(
          row(
              "  %-14s %-8s %5s groups %12.4f s %9s   %s %s%n",
              peer.name(),
              peer.structure(),
              peer.groups(),
              peer.seconds(),
              own == null ? "" : row("%,.0f x", peer.seconds() / own),
              peer.logLik(),
              logLik(peer)));
    }
    return out.toString();
  }

  private static String row(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** Menlo's seconds for a peer's fit, or null. */
  private Double own(Peer peer) {
    return menlo.get(peer.structure() + " " + peer.groups());
  }

  private static String logLik(Peer peer) {
    if (!peer.structure().equals("full")) {
      return "";
    }
    Fit fit =
        Menlo.fit(
            Cases.THREE_EFFECTS,
            Cases.logistic(Integer.parseInt(peer.groups()), 1),
            Cases.LOGISTIC_OPTIONS);
    return row("(%.6f)", fit.logLikelihood());
  }

  private String json(String machine, String command) {
    StringBuilder out = new StringBuilder("{\n");
    out.append(row("  \"date\": \"%s\",%n", Instant.now()));
    out.append(row("  \"machine\": \"%s\",%n", machine));
    out.append(
        row(
            "  \"java\": \"%s %s\",%n",
            System.getProperty("java.vm.name"), System.getProperty("java.vm.version")));
    out.append(row("  \"command\": \"%s\",%n", command));
    List<String> lines = new ArrayList<>();
    menlo.forEach((name, s) -> lines.add(row("    \"%s\": %.6e", name, s)));
    out.append("  \"menloProcessorSeconds\": {\n" + String.join(",\n", lines) + "\n  },\n");
    lines.clear();
    for (Peer peer : peers) {
      Double own = own(peer);
      lines.add(
          row(
              "    {\"peer\": \"%s\", \"fit\": \"%s\", \"groups\": %s, \"processorSeconds\": %.4f, \"ratio\": %s}",
              peer.name(),
              peer.structure(),
              peer.groups(),
              peer.seconds(),
              own == null ? "null" : row("%.1f", peer.seconds() / own)));
    }
    return out.append("  \"peers\": [\n" + String.join(",\n", lines) + "\n  ]\n}\n").toString();
  }
}
