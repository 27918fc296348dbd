package dev.menlo.study.spark;

import dev.menlo.estimator.Version;
import dev.menlo.study.StudyException;
import dev.menlo.study.definition.Study;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The folder of a study's rows: {@code study.yaml} with the files that it names, {@code
 * fingerprint}, and {@code wave=N} folders of Parquet.
 */
final class StudyFolder {
  private StudyFolder() {}

  /**
   * Keeps the study in an empty folder.
   *
   * @throws StudyException if the folder holds another study or other batches; shows the difference
   */
  static void requireSame(Study study, Path folder, int batch) {
    Map<String, String> print = new TreeMap<>(study.fingerprint());
    print.put("replicates", Long.toString(study.stop().most()));
    print.put("replicates of a batch", Integer.toString(batch));
    print.put("menlo version", Version.TEXT);
    List<String> lines =
        print.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList();
    Path file = folder.resolve("fingerprint");
    try {
      if (Files.exists(file)) {
        requireEqual(folder, Files.readAllLines(file), lines);
        return;
      }
      write(study, folder);
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write into " + folder, e);
    }
  }

  private static void requireEqual(Path folder, List<String> old, List<String> now) {
    List<String> gone = new ArrayList<>(old);
    gone.removeAll(now);
    List<String> come = new ArrayList<>(now);
    come.removeAll(old);
    if (!gone.isEmpty() || !come.isEmpty()) {
      throw new StudyException(
          folder
              + " holds another study; give another folder, or undo the change:\n  it has "
              + String.join("; ", gone)
              + "\n  now given "
              + String.join("; ", come));
    }
  }

  private static void write(Study study, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("study.yaml"), study.source().text());
    for (Map.Entry<String, String> named : study.source().files().entrySet()) {
      Path target = folder.resolve(named.getKey()).normalize();
      if (!target.startsWith(folder.normalize())) {
        throw new StudyException(
            "on Spark the files of a study lie beside it or below: move " + named.getKey());
      }
      Files.createDirectories(target.getParent());
      Files.writeString(target, named.getValue());
    }
  }
}
