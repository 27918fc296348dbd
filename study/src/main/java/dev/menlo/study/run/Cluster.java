package dev.menlo.study.run;

import dev.menlo.study.definition.Study;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A cluster that runs studies. Found by {@link java.util.ServiceLoader}: the module study-spark has
 * one, which is on no class path unless asked for.
 */
public interface Cluster {
  /**
   * Runs what a folder does not hold yet of a study; the rows are those of a local run.
   *
   * @param master where the cluster is, such as {@code local[2]} or {@code spark://host:7077}
   * @param folder where tables {@code replicate} and {@code estimate} go, as Parquet; every
   *     executor must see it
   * @param batch most replicates of a batch
   * @return the number of replicates in the folder
   * @throws dev.menlo.study.StudyException if the study cannot be run there
   */
  long run(Study study, String master, Path folder, int batch);

  /** The cluster on the class path, if there is one. */
  static Optional<Cluster> find() {
    return ServiceLoader.load(Cluster.class).findFirst();
  }
}
