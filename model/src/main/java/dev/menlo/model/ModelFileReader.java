package dev.menlo.model;

import dev.menlo.model.syntax.Nearest;
import dev.menlo.model.syntax.OptionText;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a {@link ModelFile} from YAML, keeping line numbers for messages. */
final class ModelFileReader {
  private static final int MOST_CHARACTERS = 500_000;

  private final String name;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, ModelFile.Option> options = new LinkedHashMap<>();
  private final Map<String, List<String>> flags;
  private ModelBuilder builder;

  /**
   * A reader of one file.
   *
   * @param flags model options given beside the file: they replace keys of the same name, and
   *     {@code define}s definitions of the same name
   */
  ModelFileReader(String name, Map<String, List<String>> flags) {
    this.name = name;
    this.flags = flags;
  }

  /** Reads menl's command line instead of YAML. */
  ModelFile readLine(String text) {
    builder = ModelBuilder.parse(text, "", option -> keep(option, 0));
    applyFlags();
    return new ModelFile(name, build(), options);
  }

  private boolean keep(OptionText option, int line) {
    String key = CommandKeys.complete(option.name());
    if (!key.isEmpty()) {
      String text = option.text().isEmpty() ? "true" : option.text();
      options.put(key, new ModelFile.Option(text, line));
    }
    return !key.isEmpty();
  }

  private void applyFlags() {
    builder.at("--");
    flags.forEach((option, texts) -> texts.forEach(text -> builder.option(option, text)));
  }

  /** Whether a flag replaces this definition. */
  private boolean isRedefined(String definition) {
    return flags.getOrDefault("define", List.of()).stream()
        .anyMatch(flag -> nameOf(flag).equals(nameOf(definition)));
  }

  private static String nameOf(String definition) {
    int colon = definition.indexOf(':');
    return (colon < 0 ? definition : definition.substring(0, colon)).strip();
  }

  ModelFile read(String text) {
    List<NodeTuple> entries = unique(mapping(text).getValue());
    builder = equation(entries);
    for (NodeTuple entry : entries) {
      read(key(entry), entry);
    }
    applyFlags();
    return new ModelFile(name, build(), options);
  }

  private MappingNode mapping(String text) {
    try {
      Node root = new Yaml(limits()).compose(new StringReader(text));
      if (root instanceof MappingNode mapping) {
        return mapping;
      }
    } catch (MarkedYAMLException e) {
      throw new ModelException(place(e.getProblemMark()) + ": " + e.getProblem());
    } catch (YAMLException e) {
      throw new ModelException(name + ": " + e.getMessage());
    }
    throw new ModelException(name + ": expected keys such as \"model: y = {a}+{b}*x\", one a line");
  }

  /**
   * No aliases of lists and maps: they could stand inside each other, or in themselves, and be
   * written out without end.
   */
  private static LoaderOptions limits() {
    LoaderOptions limits = new LoaderOptions();
    limits.setMaxAliasesForCollections(0);
    limits.setCodePointLimit(MOST_CHARACTERS);
    return limits;
  }

  private String place(Mark mark) {
    return mark == null
        ? name
        : name + ", line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
  }

  private String line(Node node) {
    return name + ", line " + (node.getStartMark().getLine() + 1);
  }

  /** The entries whose keys come first; a key that comes again is a problem. */
  private List<NodeTuple> unique(List<NodeTuple> entries) {
    Map<String, Integer> first = new HashMap<>();
    List<NodeTuple> kept = new ArrayList<>();
    for (NodeTuple entry : entries) {
      int line = entry.getKeyNode().getStartMark().getLine() + 1;
      Integer known = first.putIfAbsent(key(entry), line);
      if (known == null) {
        kept.add(entry);
      } else {
        problems.add(
            line(entry.getKeyNode())
                + ": "
                + key(entry)
                + " is already given in line "
                + known
                + ": keep one");
      }
    }
    return kept;
  }

  private static String key(NodeTuple entry) {
    return entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  private ModelBuilder equation(List<NodeTuple> entries) {
    for (NodeTuple entry : entries) {
      if (key(entry).equals("model")) {
        int line = entry.getKeyNode().getStartMark().getLine() + 1;
        return ModelBuilder.parse(
            text(entry.getValueNode()),
            line(entry.getKeyNode()) + ", ",
            option -> keep(option, line));
      }
    }
    problems.add(name + ": no key model; add one, as in \"model: y = {a}+{b}*x\"");
    return ModelBuilder.parse("y = 0", "");
  }

  private void read(String key, NodeTuple entry) {
    Node value = entry.getValueNode();
    builder.at(line(entry.getKeyNode()) + ", ");
    if (key.equals("model")) {
      return;
    }
    if (key.equals("define")) {
      define(value);
    } else if (flags.containsKey(key)) {
      return;
    } else if (key.equals("covariance") || key.equals("tsinit")) {
      items(value).forEach(item -> builder.option(key, text(item)));
    } else if (key.equals("tsmissing")) {
      flag(value);
    } else if (ModelBuilder.OPTIONS.contains(key)) {
      builder.option(key, text(value));
    } else if (CommandKeys.ALL.contains(key)) {
      int line = entry.getKeyNode().getStartMark().getLine() + 1;
      options.put(key, new ModelFile.Option(text(value), line));
    } else {
      problems.add(line(entry.getKeyNode()) + ": unknown key " + key + hint(key));
    }
  }

  private static String hint(String key) {
    List<String> known =
        Stream.of(List.of("model"), ModelBuilder.OPTIONS, CommandKeys.ALL)
            .flatMap(List::stream)
            .toList();
    String hint = Nearest.hint(key, known);
    return hint.isEmpty() ? "; known are " + String.join(", ", known) : hint;
  }

  /** A map of names to bodies, a list of "name: body", or one of them. */
  private void define(Node value) {
    for (Node item : items(value)) {
      if (item instanceof MappingNode mapping) {
        for (NodeTuple entry : unique(mapping.getValue())) {
          if (!isRedefined(key(entry))) {
            builder.at(line(entry.getKeyNode()) + ", ");
            builder.define(key(entry), text(entry.getValueNode()));
          }
        }
      } else if (!isRedefined(text(item))) {
        builder.at(line(item) + ", ");
        builder.define(text(item));
      }
    }
  }

  private void flag(Node value) {
    String text = text(value);
    if (text.equals("true") || text.isEmpty()) {
      builder.tsmissing();
    } else if (!text.equals("false")) {
      problems.add(line(value) + ": tsmissing is true or false, not " + text);
    }
  }

  private static List<Node> items(Node value) {
    return value instanceof SequenceNode sequence ? sequence.getValue() : List.of(value);
  }

  /** A value as menl writes it: entries one after another, keys before their values. */
  private static String text(Node value) {
    if (value instanceof ScalarNode scalar) {
      return scalar.getValue().strip();
    }
    if (value instanceof SequenceNode sequence) {
      return sequence.getValue().stream().map(v -> text(v)).collect(Collectors.joining(" "));
    }
    return ((MappingNode) value)
        .getValue().stream()
            .map(e -> text(e.getKeyNode()) + " " + text(e.getValueNode()))
            .collect(Collectors.joining(" "));
  }

  private Model build() {
    try {
      Model model = builder.build();
      if (problems.isEmpty()) {
        return model;
      }
    } catch (ModelException e) {
      problems.addAll(e.problems());
    }
    throw new ModelException(problems);
  }
}
