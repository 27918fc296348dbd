package dev.menlo.study.definition;

import dev.menlo.study.StudyException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A place in a YAML file: its value, its path and its line. {@code ${name}} in a text stands for
 * the level of a factor.
 */
final class Tree {
  private static final int MOST_CHARACTERS = 500_000;
  private static final Pattern FACTOR = Pattern.compile("\\$\\{([^}]*)}");

  private final String file;
  private final String path;
  private final Node node;
  private final Map<String, String> levels;

  private Tree(String file, String path, Node node, Map<String, String> levels) {
    this.file = file;
    this.path = path;
    this.node = node;
    this.levels = levels;
  }

  /**
   * Reads a text.
   *
   * @param file what messages call it
   */
  static Tree parse(String text, String file) {
    try {
      Node root = new Yaml(limits()).compose(new StringReader(text));
      if (root instanceof MappingNode) {
        return new Tree(file, "", root, Map.of());
      }
    } catch (MarkedYAMLException e) {
      String line =
          e.getProblemMark() == null ? "" : ", line " + (e.getProblemMark().getLine() + 1);
      throw new StudyException(file + line + ": " + e.getProblem() + "; correct the YAML", e);
    } catch (YAMLException e) {
      throw new StudyException(file + ": " + e.getMessage() + "; correct the YAML", e);
    }
    throw new StudyException(
        file + ": expected keys such as \"seed: 1\", one a line; docs/studies.md shows a file");
  }

  /** No aliases of lists and maps: they could stand inside each other, or in themselves. */
  private static LoaderOptions limits() {
    LoaderOptions limits = new LoaderOptions();
    limits.setMaxAliasesForCollections(0);
    limits.setCodePointLimit(MOST_CHARACTERS);
    return limits;
  }

  /** The same place with the levels of a condition. */
  Tree with(Map<String, String> condition) {
    return new Tree(file, path, node, condition);
  }

  String path() {
    return path;
  }

  /** The last key of the path. */
  String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  StudyException problem(String message) {
    return new StudyException(where() + ": " + message);
  }

  StudyException problem(RuntimeException cause) {
    return new StudyException(where() + ": " + cause.getMessage(), cause);
  }

  private String where() {
    return file
        + ", line "
        + (node.getStartMark().getLine() + 1)
        + (path.isEmpty() ? "" : ", ")
        + path;
  }

  boolean isMap() {
    return node instanceof MappingNode;
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  /** The entries of a map, in file order. */
  Map<String, Tree> entries() {
    if (!(node instanceof MappingNode mapping)) {
      throw problem("expected keys with values");
    }
    Map<String, Tree> out = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw problem("a key must be a word");
      }
      String name = key.getValue();
      String at = path.isEmpty() ? name : path + "." + name;
      if (out.put(name, new Tree(file, at, tuple.getValueNode(), levels)) != null) {
        throw problem(name + " is given twice: keep one");
      }
    }
    return out;
  }

  boolean has(String key) {
    return isMap() && entries().containsKey(key);
  }

  /** An entry that must be there. */
  Tree get(String key) {
    Tree entry = entries().get(key);
    if (entry == null) {
      throw problem("no key " + key + "; add one (docs/studies.md lists the keys)");
    }
    return entry;
  }

  /** Refuses keys that nobody reads. */
  void only(String... known) {
    List<String> keys = List.of(known);
    entries()
        .forEach(
            (key, entry) -> {
              if (!keys.contains(key)) {
                throw entry.problem(
                    "unknown key " + key + "; known are " + String.join(", ", keys));
              }
            });
  }

  /** The entries of a list; a single value is a list of one. */
  List<Tree> items() {
    if (!(node instanceof SequenceNode sequence)) {
      return List.of(this);
    }
    List<Tree> out = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      out.add(new Tree(file, path, item, levels));
    }
    return out;
  }

  /** The text, factors replaced by their levels. */
  String text() {
    if (!(node instanceof ScalarNode scalar)) {
      throw problem("expected one value");
    }
    Matcher matcher = FACTOR.matcher(scalar.getValue().strip());
    return matcher.replaceAll(found -> Matcher.quoteReplacement(level(found.group(1))));
  }

  private String level(String factor) {
    String level = levels.get(factor);
    if (level == null) {
      throw problem("no condition is named " + factor + "; name it under conditions");
    }
    return level;
  }

  String text(String key, String usual) {
    return has(key) ? get(key).text() : usual;
  }

  double number() {
    String text = text();
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new StudyException(where() + " takes a number, not \"" + text + "\"", e);
    }
  }

  double number(String key, double usual) {
    return has(key) ? get(key).number() : usual;
  }

  double[] numbers() {
    return items().stream().mapToDouble(Tree::number).toArray();
  }

  /** A whole number of at least a bound. */
  long whole(long least) {
    double value = number();
    if (value != Math.rint(value) || value < least || Math.abs(value) > 1L << 53) {
      throw problem("takes a whole number of at least " + least + ", not " + text());
    }
    return (long) value;
  }

  /** True or false. */
  boolean on(String key) {
    String text = text(key, "false");
    if (!text.equals("true") && !text.equals("false")) {
      throw get(key).problem("is true or false, not " + text);
    }
    return text.equals("true");
  }

  /** Every scalar below by its path; entries of lists are numbered from 1. */
  Map<String, String> flat() {
    Map<String, String> out = new LinkedHashMap<>();
    flatten(node, path, out);
    return out;
  }

  private static void flatten(Node node, String path, Map<String, String> out) {
    if (node instanceof ScalarNode scalar) {
      out.put(path, scalar.getValue().strip());
    } else if (node instanceof SequenceNode sequence) {
      for (int i = 0; i < sequence.getValue().size(); i++) {
        flatten(sequence.getValue().get(i), path + "[" + (i + 1) + "]", out);
      }
    } else if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        String key = ((ScalarNode) tuple.getKeyNode()).getValue();
        flatten(tuple.getValueNode(), path.isEmpty() ? key : path + "." + key, out);
      }
    }
  }
}
