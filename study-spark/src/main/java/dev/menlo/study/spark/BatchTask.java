package dev.menlo.study.spark;

import dev.menlo.study.definition.Study;
import dev.menlo.study.definition.StudySource;
import dev.menlo.study.run.ConditionFits;
import dev.menlo.study.store.BatchRows;
import dev.menlo.study.store.EstimateRow;
import dev.menlo.study.store.ReplicateRow;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What an executor does: reads the study, draws and fits a batch. A row of the result is a fit,
 * with its estimates nested, so that a replicate is written whole or not at all.
 */
final class BatchTask implements FlatMapFunction<Iterator<SparkBatch>, Row> {
  private static final long serialVersionUID = 1L;

  private static final StructType ESTIMATE =
      new StructType()
          .add("estimand", DataTypes.StringType)
          .add("estimate", DataTypes.DoubleType)
          .add("se", DataTypes.DoubleType)
          .add("lower", DataTypes.DoubleType)
          .add("upper", DataTypes.DoubleType)
          .add("truth", DataTypes.DoubleType);

  /** Columns of a fit. */
  static final StructType FIT =
      new StructType()
          .add("condition", DataTypes.IntegerType)
          .add("replicate", DataTypes.LongType)
          .add("method", DataTypes.StringType)
          .add("status", DataTypes.StringType)
          .add("converged", DataTypes.BooleanType)
          .add("seed", DataTypes.LongType)
          .add("seconds", DataTypes.DoubleType)
          .add("iterations", DataTypes.IntegerType)
          .add("warnings", DataTypes.StringType)
          .add("message", DataTypes.StringType)
          .add("estimates", DataTypes.createArrayType(ESTIMATE));

  private final StudySource source;

  BatchTask(StudySource source) {
    this.source = source;
  }

  @Override
  public Iterator<Row> call(Iterator<SparkBatch> batches) {
    Study study = Study.of(source);
    List<Row> rows = new ArrayList<>();
    while (batches.hasNext()) {
      SparkBatch batch = batches.next();
      try (ConditionFits fits = new ConditionFits(study.scenario(batch.condition()))) {
        rows.addAll(rows(fits.run(batch.replicates())));
      }
    }
    return rows.iterator();
  }

  private static List<Row> rows(BatchRows batch) {
    List<Row> rows = new ArrayList<>();
    for (ReplicateRow fit : batch.fits()) {
      Row[] estimates =
          batch.estimates().stream()
              .filter(e -> e.replicate() == fit.replicate() && e.method().equals(fit.method()))
              .map(BatchTask::row)
              .toArray(Row[]::new);
      rows.add(
          RowFactory.create(
              fit.condition(),
              fit.replicate(),
              fit.method(),
              fit.status(),
              fit.converged(),
              fit.seed(),
              fit.seconds(),
              fit.iterations(),
              fit.warnings(),
              fit.message(),
              estimates));
    }
    return rows;
  }

  private static Row row(EstimateRow e) {
    return RowFactory.create(
        e.estimand(),
        finite(e.estimate()),
        finite(e.se()),
        finite(e.lower()),
        finite(e.upper()),
        finite(e.truth()));
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
