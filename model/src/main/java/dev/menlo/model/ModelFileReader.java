package dev.menlo.model;

import dev.menlo.model.syntax.Nearest;
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
  /** Keys that are options of a command, not part of the model. */
  private static final List<String> COMMAND_KEYS =
      List.of(
          "data",
          "if",
          "in",
          "title",
          "description",
          "mle",
          "reml",
          "initial",
          "level",
          "vce",
          "backend",
          "threads",
          "seed",
          "log",
          "format",
          "out",
          "iterate",
          "tolerance",
          "ltolerance",
          "nrtolerance",
          "nonrtolerance",
          "pnlsopts",
          "lmeopts",
          "emiterate",
          "emtolerance",
          "emlog",
          "variance",
          "stddeviations",
          "noretable",
          "nofetable",
          "estmetric",
          "nolegend",
          "noheader",
          "nogroup",
          "nostderr",
          "lrtest",
          "coeflegend");

  private final String name;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, ModelFile.Option> options = new LinkedHashMap<>();
  private ModelBuilder builder;

  ModelFileReader(String name) {
    this.name = name;
  }

  ModelFile read(String text) {
    List<NodeTuple> entries = unique(mapping(text).getValue());
    builder = equation(entries);
    for (NodeTuple entry : entries) {
      read(key(entry), entry);
    }
    return new ModelFile(name, build(), options);
  }

  private MappingNode mapping(String text) {
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
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
        return ModelBuilder.parse(text(entry.getValueNode()), line(entry.getKeyNode()) + ", ");
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
    } else if (key.equals("covariance") || key.equals("tsinit")) {
      items(value).forEach(item -> builder.option(key, text(item)));
    } else if (key.equals("tsmissing")) {
      flag(value);
    } else if (ModelBuilder.OPTIONS.contains(key)) {
      builder.option(key, text(value));
    } else if (COMMAND_KEYS.contains(key)) {
      int line = entry.getKeyNode().getStartMark().getLine() + 1;
      options.put(key, new ModelFile.Option(text(value), line));
    } else {
      problems.add(line(entry.getKeyNode()) + ": unknown key " + key + hint(key));
    }
  }

  private static String hint(String key) {
    List<String> known =
        Stream.of(List.of("model"), ModelBuilder.OPTIONS, COMMAND_KEYS)
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
          builder.at(line(entry.getKeyNode()) + ", ");
          builder.define(key(entry), text(entry.getValueNode()));
        }
      } else {
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
