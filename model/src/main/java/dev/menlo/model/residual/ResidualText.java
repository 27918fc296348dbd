package dev.menlo.model.residual;

import dev.menlo.model.ModelException;
import java.util.ArrayList;
import java.util.List;

/** Reads the four options that together give a {@link ResidualStructure}. */
final class ResidualText {
  private final List<String> problems = new ArrayList<>();
  private final String resvariance;
  private final String rescorrelation;
  private final String rescovariance;
  private String group;

  ResidualText(String resvariance, String rescorrelation, String rescovariance, String group) {
    this.resvariance = orEmpty(resvariance);
    this.rescorrelation = orEmpty(rescorrelation);
    this.rescovariance = orEmpty(rescovariance);
    this.group = path(orEmpty(group));
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  private static String path(String text) {
    return text.replaceAll("\\s*>\\s*", ">").strip();
  }

  ResidualStructure read() {
    if (!rescovariance.isBlank() && !(resvariance.isBlank() && rescorrelation.isBlank())) {
      problems.add(
          "rescovariance() together with resvariance() or rescorrelation(); rescovariance() sets"
              + " both, so use it alone, or the other two");
    }
    ResidualStructure structure = rescovariance.isBlank() ? parts() : combination();
    if (!problems.isEmpty()) {
      throw new ModelException(problems);
    }
    return structure;
  }

  private ResidualStructure parts() {
    StructureText variance = new StructureText("resvariance", resvariance, problems);
    VarianceFunction function = VarianceText.read(variance);
    close(variance);
    StructureText correlation = new StructureText("rescorrelation", rescorrelation, problems);
    CorrelationStructure structure = CorrelationText.read(correlation);
    close(correlation);
    return new ResidualStructure(function, structure, group);
  }

  private ResidualStructure combination() {
    StructureText text = new StructureText("rescovariance", rescovariance, problems);
    ResidualStructure structure = CovarianceText.read(text);
    close(text);
    return new ResidualStructure(structure.variance(), structure.correlation(), group);
  }

  /** Reads {@code group()}, which every structure takes, and refuses what is left. */
  private void close(StructureText text) {
    String named = path(text.optional("group"));
    if (!named.isEmpty() && !group.isEmpty() && !named.equals(group)) {
      text.problem("group(" + named + ") differs from group(" + group + ")", "name one path");
    } else if (!named.isEmpty()) {
      group = named;
    }
    text.finish();
  }
}
