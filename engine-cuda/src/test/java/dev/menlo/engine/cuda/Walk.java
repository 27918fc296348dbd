package dev.menlo.engine.cuda;

import dev.menlo.engine.Criterion;
import dev.menlo.engine.Curvature;
import dev.menlo.engine.Linearization;
import dev.menlo.engine.Profile;
import dev.menlo.engine.Quantity;
import dev.menlo.engine.Solution;
import dev.menlo.engine.Workspace;
import dev.menlo.engine.Workspace.FixedEffects;
import dev.menlo.engine.Workspace.VariancePoint;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every operation on a fit, in an order that is allowed; what each returns, by name. */
final class Walk {
  private final Workspace workspace;
  private final double[] factor;
  private final double[] delta;
  private final Map<String, double[]> numbers = new LinkedHashMap<>();

  private Walk(Workspace workspace, double[] factor, double[] delta) {
    this.workspace = workspace;
    this.factor = factor;
    this.delta = delta;
  }

  /** The numbers of a workspace with one fit. */
  static Map<String, double[]> of(
      Workspace workspace, double[] beta, double[] factor, double[] delta, double[] u) {
    Walk walk = new Walk(workspace, factor, delta);
    workspace.start(beta, factor, delta, u);
    walk.run();
    return walk.numbers;
  }

  private void run() {
    objective("objective at the start");
    linearise("linearise", Curvature.NEWTON);
    for (Quantity quantity : Quantity.values()) {
      numbers.put("read " + quantity, workspace.read(quantity, 0));
    }
    for (Criterion criterion : Criterion.values()) {
      profile(criterion, FixedEffects.PROFILED, delta);
    }
    profile(Criterion.ML, FixedEffects.HELD, delta);
    solve("Gauss-Newton", Curvature.GAUSS_NEWTON, 0);
    workspace.reject(0);
    solve("Newton", Curvature.NEWTON, 0);
    workspace.reject(0);
    solve("damped", Curvature.NEWTON, 2);
    objective("objective at the trial point");
    linearise("linearise at the trial point", Curvature.GAUSS_NEWTON);
    workspace.accept(0);
    profile(Criterion.ML, FixedEffects.PROFILED, delta);
    if (delta.length > 0) {
      double[] other = Arrays.stream(delta).map(d -> 1.1 * d).toArray();
      profile(Criterion.REML, FixedEffects.PROFILED, other);
    }
    numbers.put("effects of the trial point", workspace.read(Quantity.RANDOM_EFFECTS, 0));
  }

  private void objective(String name) {
    Linearization out = new Linearization(1);
    workspace.objective(out);
    add(name, out);
  }

  private void linearise(String name, Curvature curvature) {
    Linearization out = new Linearization(1);
    workspace.linearise(curvature, VariancePoint.OWN, out);
    add(name, out);
  }

  private void add(String name, Linearization out) {
    numbers.put(name + ": status", new double[] {out.status[0].ordinal(), out.badRow[0]});
    numbers.put(name + ": sum", new double[] {out.penalizedRss[0]});
    numbers.put(name + ": own sum", new double[] {out.ownPenalizedRss[0]});
    numbers.put(name + ": log det R", new double[] {out.logDetR[0]});
  }

  private void solve(String name, Curvature curvature, double damping) {
    Solution out = new Solution(workspace.model(), 1);
    workspace.solve(factor, delta, curvature, new double[] {damping}, out);
    numbers.put(
        name + ": status", new double[] {out.status[0].ordinal(), out.fallbacks[0], damping});
    numbers.put(name + ": step", out.fixedEffectsStep);
    numbers.put(name + ": predicted sum", new double[] {out.predictedRss[0]});
  }

  private void profile(Criterion criterion, FixedEffects fixed, double[] at) {
    Profile out = new Profile(workspace.model(), 1);
    workspace.profile(factor, at, criterion, fixed, 2, out);
    String name = criterion + " " + fixed + " " + numbers.size();
    numbers.put(name + ": status", new double[] {out.status[0].ordinal()});
    numbers.put(name + ": log det", out.logDeterminant);
    numbers.put(name + ": sum", out.penalizedRss);
    numbers.put(name + ": step", out.fixedEffectsStep);
    numbers.put(name + ": information", out.fixedEffectsInformation);
    numbers.put(name + ": gradient of log det", out.logDeterminantGradient);
    numbers.put(name + ": gradient of sum", out.penalizedRssGradient);
    numbers.put(name + ": Hessian of log det", out.logDeterminantHessian);
    numbers.put(name + ": Hessian of sum", out.penalizedRssHessian);
  }
}
