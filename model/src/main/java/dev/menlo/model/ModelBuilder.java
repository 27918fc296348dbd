package dev.menlo.model;

import dev.menlo.model.residual.ResidualStructure;
import dev.menlo.model.syntax.CovarianceClause;
import dev.menlo.model.syntax.Definition;
import dev.menlo.model.syntax.Expression;
import dev.menlo.model.syntax.FormulaReader;
import dev.menlo.model.syntax.Nearest;
import dev.menlo.model.syntax.OptionText;
import dev.menlo.model.syntax.Place;
import dev.menlo.model.syntax.Source;
import dev.menlo.model.syntax.Specification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Collects the parts of a model, named after menl's options. */
public final class ModelBuilder {
  /** menl's options that are part of a model. */
  static final List<String> OPTIONS =
      List.of(
          "define",
          "covariance",
          "resvariance",
          "rescorrelation",
          "rescovariance",
          "tsinit",
          "tsorder",
          "tsmissing",
          "group");

  private final String equation;
  private final List<String> problems = new ArrayList<>();
  private final List<Definition> definitions = new ArrayList<>();
  private final List<CovarianceClause> covariances = new ArrayList<>();
  private final List<FormulaReader.Initial> initials = new ArrayList<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, String> places = new LinkedHashMap<>();
  private final String origin;
  private String where;

  private ModelBuilder(String equation, String origin) {
    this.equation = equation;
    this.origin = origin;
    this.where = origin;
  }

  /** As {@link #parse(String, String, Predicate)}, with the options of a model only. */
  static ModelBuilder parse(String text, String origin) {
    return parse(text, origin, option -> false);
  }

  /**
   * Splits menl's command line; problems are kept for {@link #build}.
   *
   * @param origin see {@link #at}
   * @param others takes options that are not part of a model; false if it does not know one either
   */
  static ModelBuilder parse(String text, String origin, Predicate<OptionText> others) {
    List<OptionText> options = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    Source source = new Source(origin + "model", text);
    ModelBuilder builder = new ModelBuilder(OptionText.split(source, options, problems), origin);
    builder.problems.addAll(problems);
    for (OptionText option : options) {
      if (!builder.option(option.name(), option.text()) && !others.test(option)) {
        builder.problems.add(source.problem(option.at(), unknown(option.name())));
      }
    }
    return builder;
  }

  /** Says where the parts that follow are written: {@code "orange.yaml, line 3, "}. */
  void at(String place) {
    where = place;
  }

  private Source source(String option, String text) {
    return new Source(where + option, text);
  }

  private static String unknown(String option) {
    String hint = Nearest.hint(option, OPTIONS);
    return "unknown option "
        + option
        + (hint.isEmpty() ? "; a model takes " + String.join(", ", OPTIONS) : hint);
  }

  /**
   * Adds an option by name.
   *
   * @param name menl's name or the beginning of it, at least three letters
   * @return whether there is such an option
   */
  boolean option(String name, String text) {
    List<String> matches =
        OPTIONS.contains(name)
            ? List.of(name)
            : OPTIONS.stream().filter(o -> name.length() > 2 && o.startsWith(name)).toList();
    if (matches.size() != 1) {
      return false;
    }
    switch (matches.get(0)) {
      case "define" -> define(text);
      case "covariance" -> covariance(text);
      case "tsinit" -> tsinit(text);
      case "tsmissing" -> tsmissing();
      default -> keep(matches.get(0), text);
    }
    return true;
  }

  /** {@code define(name: expression)}, as one text. */
  public ModelBuilder define(String definition) {
    int colon = definition.indexOf(':');
    if (colon < 0 || !definition.substring(0, colon).trim().matches("[\\p{L}_][\\p{L}\\p{N}_]*")) {
      Source source = source("define", definition);
      problems.add(
          source.problem(0, "expected \"name: expression\", as in \"phi1: {b1}+{U1[id]}\""));
      return this;
    }
    return define(definition.substring(0, colon).trim(), definition.substring(colon + 1).trim());
  }

  /**
   * {@code define(name: expression)}.
   *
   * @param expression an expression, or a list of terms, which makes a linear combination
   * @param options of a linear combination: {@code xb}, {@code noconstant}
   */
  public ModelBuilder define(String name, String expression, String... options) {
    String text = options.length == 0 ? expression : expression + ", " + String.join(" ", options);
    Source source = source("define(" + name + ")", text);
    Expression body = new FormulaReader(problems).definition(name, source);
    if (body != null) {
      definitions.add(new Definition(name, body, new Place(source, 0)));
    }
    return this;
  }

  /** {@code covariance(names, type)}, as text: {@code "U1 U2, unstructured"}. */
  public ModelBuilder covariance(String specification) {
    CovarianceClause clause = CovarianceClause.read(source("covariance", specification), problems);
    if (clause != null) {
      covariances.add(clause);
    }
    return this;
  }

  /** {@code resvariance(...)}, as text: {@code "power _yhat, noconstant"}. */
  public ModelBuilder resvariance(String specification) {
    return keep("resvariance", specification);
  }

  /** {@code rescorrelation(...)}, as text: {@code "ar 1, t(time)"}. */
  public ModelBuilder rescorrelation(String specification) {
    return keep("rescorrelation", specification);
  }

  /** {@code rescovariance(...)}, as text: {@code "unstructured, index(period)"}. */
  public ModelBuilder rescovariance(String specification) {
    return keep("rescovariance", specification);
  }

  /** {@code tsinit({name:} = expression)}, as text. */
  public ModelBuilder tsinit(String specification) {
    FormulaReader.Initial initial =
        new FormulaReader(problems).initial(source("tsinit", specification));
    if (initial != null) {
      initials.add(initial);
    }
    return this;
  }

  /** {@code tsorder(variable)}: the order of rows within a group. */
  public ModelBuilder tsorder(String variable) {
    return keep("tsorder", variable);
  }

  /** {@code tsmissing}: rows without a response move recursions on. */
  public ModelBuilder tsmissing() {
    texts.put("tsmissing", "true");
    return this;
  }

  /** {@code group(variable)}: the groups within which errors correlate. */
  public ModelBuilder group(String variable) {
    return keep("group", variable);
  }

  private ModelBuilder keep(String option, String text) {
    places.put(option, where);
    if (text.isBlank()) {
      problems.add(where + option + "() is empty: say what it should be, or leave it out");
    }
    if (texts.put(option, text.trim().replaceAll("\\s+", " ")) != null) {
      problems.add(where + option + "() is given twice: give it once");
    }
    return this;
  }

  /**
   * Parses and checks.
   *
   * @throws ModelException with every problem found
   */
  public Model build() {
    List<String> all = new ArrayList<>();
    FormulaReader.Equation read =
        new FormulaReader(all).equation(new Source(origin + "model", equation));
    all.addAll(problems);
    ResidualStructure residual = residual(all);
    if (!all.isEmpty()) {
      throw new ModelException(all);
    }
    return new Model(
        new Specification(
            read.response(),
            read.mean(),
            definitions,
            covariances,
            residual,
            initials,
            texts.getOrDefault("tsorder", ""),
            texts.containsKey("tsmissing")));
  }

  private ResidualStructure residual(List<String> all) {
    try {
      return ResidualStructure.parse(
          texts.get("resvariance"),
          texts.get("rescorrelation"),
          texts.get("rescovariance"),
          texts.get("group"));
    } catch (ModelException e) {
      e.problems().forEach(p -> all.add(located(p)));
      return ResidualStructure.IDENTITY;
    }
  }

  /** Problems of residual structures start with the name of the option they are about. */
  private String located(String problem) {
    return places.entrySet().stream()
        .filter(p -> problem.startsWith(p.getKey()))
        .map(p -> p.getValue() + problem)
        .findFirst()
        .orElse(problem);
  }
}
