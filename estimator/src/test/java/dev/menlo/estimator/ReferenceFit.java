package dev.menlo.estimator;

import dev.menlo.engine.Criterion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fit whose fixed point is known, from {@code reference-fits.txt}.
 *
 * @param digits digits to reach, or 0 for the full tolerance
 * @param start starting values
 * @param values what must be found, in file order
 */
record ReferenceFit(
    String id,
    String file,
    Criterion criterion,
    int digits,
    Map<String, Double> start,
    List<Value> values) {
  private static final String RESOURCE = "reference-fits.txt";

  /** A number as written: its value and half a unit of its last digit. */
  record Written(double value, double half) {
    static Written of(String text) {
      int point = text.indexOf('.');
      int decimals = point < 0 ? 0 : text.length() - point - 1;
      return new Written(Double.parseDouble(text), 0.5 * Math.pow(10, -decimals));
    }
  }

  /** A named estimate; {@code se} is null where none is known. */
  record Value(String name, Written estimate, Written se) {}

  static ReferenceFit named(String id) {
    return all().stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
  }

  static List<ReferenceFit> all() {
    List<ReferenceFit> fits = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                ReferenceFit.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.trim().split("\\s+");
        if (words[0].equals("fit")) {
          fits.add(header(words));
        } else if (!words[0].isEmpty() && !words[0].startsWith("#")) {
          Written se = words.length > 2 ? Written.of(words[2]) : null;
          fits.get(fits.size() - 1).values().add(new Value(words[0], Written.of(words[1]), se));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return fits;
  }

  private static ReferenceFit header(String[] words) {
    Map<String, Double> start = new LinkedHashMap<>();
    for (int i = 5; i + 1 < words.length; i += 2) {
      start.put(words[i], Double.parseDouble(words[i + 1]));
    }
    int digits = words[4].equals("full") ? 0 : Integer.parseInt(words[4]);
    return new ReferenceFit(
        words[1], words[2], Criterion.valueOf(words[3]), digits, start, new ArrayList<>());
  }

  /** Fits the model. */
  Fit fit(FitOptions options) {
    return Menlo.fit(Examples.model(file), Examples.data(file), options.withCriterion(criterion));
  }

  /** One sentence for each number that a fit misses, with the digits it has. */
  List<String> misses(Fit fit) {
    List<String> misses = new ArrayList<>();
    for (Value value : values) {
      Found found = Found.in(fit, value.name());
      double se = value.se() == null ? found.se() : value.se().value();
      double limit = limit(value, se);
      miss(value.name(), found.estimate(), value.estimate(), limit, misses);
      if (value.se() != null) {
        double relative = digits > 0 ? Math.pow(10, -digits) : identified(value) ? 1e-6 : 1e-4;
        miss(
            "se(" + value.name() + ")",
            found.se(),
            value.se(),
            Math.max(relative * value.se().value(), value.se().half()),
            misses);
      }
    }
    return misses;
  }

  /** A standard error larger than twice its estimate is known to fewer digits. */
  private static boolean identified(Value value) {
    return value.se().value() < 2 * Math.abs(value.estimate().value());
  }

  private double limit(Value value, double se) {
    double size = Math.abs(value.estimate().value());
    if (value.name().equals("logLikelihood")) {
      return digits > 0 ? 1e-3 : Math.max(1e-7 * size, value.estimate().half());
    }
    if (digits > 0) {
      return 0.5 * Math.pow(10, -digits) * Math.max(size, Double.isNaN(se) ? 0 : 0.01 * se);
    }
    double errors = Double.isNaN(se) ? 0 : 1e-6 * se;
    return Math.max(Math.max(1e-6 * size, errors), value.estimate().half());
  }

  private static void miss(
      String name, double found, Written expected, double limit, List<String> misses) {
    double error = Math.abs(found - expected.value());
    if (!(error <= limit)) {
      double digits = -Math.log10(error / Math.abs(expected.value()));
      misses.add(
          String.format(
              "%s is %.10g, expected %.10g within %.2g: %.1f digits agree",
              name, found, expected.value(), limit, digits));
    }
  }

  /** An estimate with its standard error, from whichever table holds it. */
  private record Found(double estimate, double se) {
    static Found in(Fit fit, String name) {
      if (name.equals("logLikelihood")) {
        return new Found(fit.logLikelihood(), Double.NaN);
      }
      for (CoefficientEstimate row : fit.fixedEffects()) {
        if (row.name().equals(name)) {
          return new Found(row.estimate(), row.se());
        }
      }
      ParameterEstimate row = fit.parameter(name);
      return new Found(row.estimate(), row.se());
    }
  }
}
