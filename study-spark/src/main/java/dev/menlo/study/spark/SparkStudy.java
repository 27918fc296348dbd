package dev.menlo.study.spark;

import dev.menlo.study.StudyException;
import dev.menlo.study.definition.Study;
import dev.menlo.study.definition.StudySource;
import java.nio.file.Path;

/**
 * What {@code spark-submit} starts: {@code spark-submit --class dev.menlo.study.spark.SparkStudy
 * menlo-study-spark-VERSION-submit.jar STUDY FOLDER [BATCH]}.
 */
public final class SparkStudy {
  private static final int BATCH = 100;

  private SparkStudy() {}

  /** Runs a study; the master comes from spark-submit. */
  public static void main(String[] args) {
    if (args.length < 2 || args.length > 3) {
      throw new StudyException("arguments: STUDY.yaml FOLDER [replicates of a batch]");
    }
    int batch = args.length == 3 ? Integer.parseInt(args[2]) : BATCH;
    Study study = Study.of(StudySource.read(Path.of(args[0])));
    new SparkCluster().run(study, "", Path.of(args[1]).toAbsolutePath(), batch);
  }
}
