package dev.menlo.bench.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The operations of the interface in the results, by backend. */
final class Operations {
  private Operations() {}

  private static final String[] STANDARD = {
    "groups", "1000", "rows", "10", "q", "3", "p", "3", "residual", "iid"
  };

  static List<String> names(Results results) {
    Set<String> names = new LinkedHashSet<>();
    results.operations(STANDARD).forEach(e -> names.add(e.get("operation").textValue()));
    return List.copyOf(names);
  }

  static List<String> backends(Results results) {
    Set<String> names = new LinkedHashSet<>();
    results.operations(STANDARD).forEach(e -> names.add(e.get("backend").textValue()));
    return List.copyOf(names);
  }

  /** Microseconds at the standard shape, or NaN. */
  static double standard(Results results, String operation, String backend) {
    return number(results, operation, backend, "microseconds");
  }

  private static double number(Results results, String operation, String backend, String member) {
    for (JsonNode entry : results.operations(STANDARD)) {
      if (entry.get("operation").textValue().equals(operation)
          && entry.get("backend").textValue().equals(backend)) {
        return entry.get(member).doubleValue();
      }
    }
    return Double.NaN;
  }

  /** Operation, and for each backend microseconds and bytes. */
  static void table(Results results, Markdown page) {
    List<String> backends = backends(results);
    List<String> heading = new ArrayList<>(List.of("", "1,000 x 10, q = p = 3"));
    backends.forEach(b -> heading.addAll(List.of(b + ", µs ", "bytes ")));
    List<List<String>> rows = new ArrayList<>();
    for (String name : names(results)) {
      List<String> row = new ArrayList<>(List.of("" + (rows.size() + 1), "`" + name + "`"));
      for (String backend : backends) {
        row.add(Markdown.number(standard(results, name, backend)));
        row.add(Markdown.count(number(results, name, backend, "allocatedBytes")));
      }
      rows.add(row);
    }
    page.table(heading, rows);
  }

  /** What the operations of cpu cost away from the standard shape. */
  static void shapes(Results results, Markdown page) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode e : results.operations("backend", "cpu")) {
      boolean standard = true;
      for (int i = 0; i < STANDARD.length; i += 2) {
        standard &= e.get(STANDARD[i]).textValue().equals(STANDARD[i + 1]);
      }
      if (!standard) {
        double groups = Double.parseDouble(e.get("groups").textValue());
        rows.add(
            List.of(
                "`" + e.get("operation").textValue() + "`",
                Markdown.text("%,.0f x %s", groups, e.get("rows").textValue()),
                e.get("q").textValue(),
                e.get("p").textValue(),
                e.get("residual").textValue(),
                Markdown.number(e.get("microseconds").doubleValue()),
                Markdown.number(e.get("microseconds").doubleValue() * 1e3 / groups)));
      }
    }
    page.table(List.of("cpu", "groups x rows", "q ", "p ", "errors", "µs ", "ns a group "), rows);
  }
}
