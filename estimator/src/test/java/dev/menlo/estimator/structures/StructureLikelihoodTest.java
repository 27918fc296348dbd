package dev.menlo.estimator.structures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.menlo.engine.Backends;
import dev.menlo.engine.Batch;
import dev.menlo.engine.Criterion;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.Engine;
import dev.menlo.engine.EngineOptions;
import dev.menlo.engine.FitStatus;
import dev.menlo.engine.Linearization;
import dev.menlo.engine.Profile;
import dev.menlo.engine.Workspace;
import dev.menlo.estimator.BoundExample;
import dev.menlo.model.Model;
import dev.menlo.model.residual.StructureCatalogue;
import dev.menlo.model.residual.StructureDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every residual structure, from its text to the backend's numbers: log likelihood and gradient at
 * fixed parameters equal a dense computation that shares nothing with menlo.
 */
class StructureLikelihoodTest {
  private static final GrowthStudy STUDY = new GrowthStudy();

  /** Every variance function, every correlation, and some of both. */
  static Stream<Arguments> structures() {
    List<Arguments> all = new ArrayList<>();
    for (Levels levels : Levels.values()) {
      Scale.all().forEach(scale -> all.add(Arguments.of(levels, scale, Link.NONE)));
      Link.all().forEach(link -> all.add(Arguments.of(levels, Scale.CONSTANT, link)));
      for (int i = 0; i < Scale.all().size(); i++) {
        all.add(Arguments.of(levels, Scale.all().get(i), Link.all().get(2 * i + 2)));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("structures")
  void likelihoodAndGradientAreThoseOfTheDenseMatrix(Levels levels, Scale scale, Link link) {
    DenseLikelihood dense = new DenseLikelihood(STUDY, levels, scale, link);
    double[] at = joined(levels.covariances(), scale.delta(), link.delta());
    double[] values = dense.values(at);
    double[][] gradients = Gradients.of(dense::values, at);
    for (String backend : List.of("cpu", "cpu-reference")) {
      Profile[] profiles = profiles(backend, levels, scale, link);
      for (Criterion criterion : Criterion.values()) {
        assertEqual(profiles[criterion.ordinal()], criterion, values, gradients);
      }
    }
  }

  private static void assertEqual(
      Profile profile, Criterion criterion, double[] values, double[][] gradients) {
    boolean restricted = criterion == Criterion.REML;
    int degrees = STUDY.rows() - (restricted ? 3 : 0);
    double expected =
        DenseLikelihood.logLikelihood(values[0] + (restricted ? values[2] : 0), values[1], degrees);
    double found =
        DenseLikelihood.logLikelihood(profile.logDeterminant[0], profile.penalizedRss[0], degrees);
    assertThat(found).isCloseTo(expected, within(1e-10 * Math.abs(expected)));
    double[] determinant = gradients[0].clone();
    for (int i = 0; restricted && i < determinant.length; i++) {
      determinant[i] += gradients[2][i];
    }
    assertGradient(profile.logDeterminantGradient, determinant);
    assertGradient(profile.penalizedRssGradient, gradients[1]);
  }

  private static double[] joined(double[]... parts) {
    return Stream.of(parts).flatMapToDouble(DoubleStream::of).toArray();
  }

  private static void assertGradient(double[] found, double[] expected) {
    double size = DoubleStream.of(expected).map(Math::abs).max().orElse(0);
    assertThat(found).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).as("entry %d", i).isCloseTo(expected[i], within(1e-7 * size));
    }
  }

  /** One a criterion. */
  private static Profile[] profiles(String backend, Levels levels, Scale scale, Link link) {
    String options = "resvariance(" + scale.text() + ") rescorrelation(" + link.text() + ")";
    BoundExample study = BoundExample.of(Model.parse(levels.model(options)), STUDY.dataset());
    double[] delta = joined(scale.delta(), link.delta());
    assertThat(study.model().spec().residual().parameters()).isEqualTo(delta.length);
    try (Engine engine =
        Backends.named(backend).prepare(study.model().spec(), new EngineOptions(1))) {
      Batch batch = Batch.of(study.data().design(), study.data().response());
      return engine.run(batch, workspace -> profiles(workspace, levels, delta)).get(0);
    }
  }

  private static Profile[] profiles(Workspace workspace, Levels levels, double[] delta) {
    workspace.start(GrowthStudy.BETA, levels.factors(), delta, levels.spherical());
    Linearization point = new Linearization(1);
    workspace.linearise(Curvature.GAUSS_NEWTON, Workspace.VariancePoint.OWN, point);
    assertThat(point.status[0]).isEqualTo(FitStatus.OK);
    Profile[] out = new Profile[Criterion.values().length];
    for (Criterion criterion : Criterion.values()) {
      Profile profile = new Profile(workspace.model(), 1);
      workspace.profile(
          levels.factors(), delta, criterion, Workspace.FixedEffects.PROFILED, 1, profile);
      assertThat(profile.status[0]).isEqualTo(FitStatus.OK);
      out[criterion.ordinal()] = profile;
    }
    return out;
  }

  /** A structure that joins the catalogue must join this test. */
  @Test
  void noStructureIsLeftOut() {
    assertThat(names(StructureDescription.Option.RESVARIANCE))
        .isEqualTo(Scale.all().stream().map(s -> name(s.text())).collect(Collectors.toSet()));
    assertThat(names(StructureDescription.Option.RESCORRELATION))
        .isEqualTo(Link.all().stream().map(s -> name(s.text())).collect(Collectors.toSet()));
  }

  private static Set<String> names(StructureDescription.Option option) {
    return StructureCatalogue.all().stream()
        .filter(s -> s.option() == option)
        .map(StructureDescription::name)
        .collect(Collectors.toSet());
  }

  private static String name(String text) {
    return text.split("[ ,]")[0];
  }
}
