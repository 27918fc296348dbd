package dev.menlo.study.spark;

import dev.menlo.study.StudyException;
import dev.menlo.study.definition.Study;
import dev.menlo.study.run.Cluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Runs a study on Spark, in waves: a wave is a job of many tasks whose rows are one folder {@code
 * wave=N} of Parquet, which is whole when Spark has committed it ({@code _SUCCESS}) and is
 * otherwise done again. Within a wave Spark commits one attempt of each task, so every replicate is
 * there once.
 */
public final class SparkCluster implements Cluster {
  /** Batches of a wave: a number that depends on no machine, since folders are named by waves. */
  private static final int WAVE = 512;

  /** For the service loader. */
  public SparkCluster() {}

  @Override
  public long run(Study study, String master, Path folder, int batch) {
    if (study.stop().adaptive()) {
      throw new StudyException(
          "an adaptive stop (key target) needs one machine; give a number of replicates instead");
    }
    StudyFolder.requireSame(study, folder, batch);
    SparkSession.Builder builder = SparkSession.builder().appName("menlo: " + study.title());
    SparkSession session = (master.isEmpty() ? builder : builder.master(master)).getOrCreate();
    try {
      return run(study, session, folder, batch);
    } catch (RuntimeException e) {
      throw new StudyException(
          "Spark failed: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + "; waves that are committed stay, and the same command goes on",
          e);
    } finally {
      session.stop();
    }
  }

  private static long run(Study study, SparkSession session, Path folder, int batch) {
    JavaSparkContext context = new JavaSparkContext(session.sparkContext());
    List<SparkBatch> batches = batches(study, batch);
    for (int from = 0; from < batches.size(); from += WAVE) {
      Path target = folder.resolve("wave=" + from / WAVE);
      if (!Files.exists(target.resolve("_SUCCESS"))) {
        List<SparkBatch> some = batches.subList(from, Math.min(batches.size(), from + WAVE));
        JavaRDD<Row> rows =
            context
                .parallelize(new ArrayList<>(some), some.size())
                .mapPartitions(new BatchTask(study.source()));
        session
            .createDataFrame(rows, BatchTask.FIT)
            .write()
            .mode(SaveMode.Overwrite)
            .parquet(target.toUri().toString());
      }
    }
    return session
        .read()
        .parquet(folder.resolve("wave=*").toString())
        .select("condition", "replicate")
        .distinct()
        .count();
  }

  private static List<SparkBatch> batches(Study study, int batch) {
    List<SparkBatch> out = new ArrayList<>();
    for (int c = 1; c <= study.scenarios().size(); c++) {
      for (long from = 1; from <= study.stop().most(); from += batch) {
        out.add(new SparkBatch(c, from, Math.min(study.stop().most() + 1, from + batch)));
      }
    }
    return out;
  }
}
