package dev.menlo.cli;

import dev.menlo.model.ModelFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Options of the command by name, each with its text and the place where it was given. */
final class Settings {
  private final Map<String, Setting> settings = new LinkedHashMap<>();

  private record Setting(String text, String place) {}

  /** Keys of a model file or options on menl's command line, then flags, which win. */
  Settings(ModelFile file, Flags flags) {
    file.options()
        .forEach(
            (key, option) ->
                settings.put(key, new Setting(option.text(), place(file.name(), key, option))));
    add(flags);
  }

  /** Flags alone. */
  Settings(Flags flags) {
    add(flags);
  }

  private void add(Flags flags) {
    for (Map.Entry<String, List<String>> flag : flags.ofCommand().entrySet()) {
      settings.put(flag.getKey(), new Setting(last(flag.getValue()), "--" + flag.getKey()));
    }
  }

  private static String place(String file, String key, ModelFile.Option option) {
    return option.line() == 0 ? "option " + key : file + ", line " + option.line() + ", " + key;
  }

  private static String last(List<String> texts) {
    return texts.get(texts.size() - 1);
  }

  boolean has(String name) {
    return settings.containsKey(name);
  }

  /** Where an option was given, for messages. */
  String place(String name) {
    return settings.get(name).place();
  }

  String text(String name, String usual) {
    return has(name) ? settings.get(name).text() : usual;
  }

  /** A switch: given, or {@code key: true} in a file. */
  boolean on(String name) {
    String text = text(name, "false");
    if (!text.equals("true") && !text.equals("false")) {
      throw new InputException(place(name) + " is true or false, not " + text);
    }
    return text.equals("true");
  }

  /** Whether the first of two switches that exclude each other is on. */
  boolean either(String first, String second) {
    if (on(first) && on(second)) {
      throw new InputException(place(first) + " and " + place(second) + " exclude each other");
    }
    return on(first);
  }

  double number(String name, double usual) {
    if (!has(name)) {
      return usual;
    }
    try {
      return Double.parseDouble(text(name, ""));
    } catch (NumberFormatException e) {
      throw new InputException(place(name) + " takes a number, not \"" + text(name, "") + "\"", e);
    }
  }

  /** A whole number of at least 1. */
  int count(String name, int usual) {
    return count(name, usual, 1);
  }

  /** A whole number of at least a bound. */
  int count(String name, int usual, int least) {
    double value = number(name, usual);
    if (value != Math.rint(value) || value < least || value > Integer.MAX_VALUE) {
      throw new InputException(
          place(name) + " takes a whole number of at least " + least + ", not " + text(name, ""));
    }
    return (int) value;
  }

  /** Refuses options that menlo knows by name only. */
  void refuse(Map<String, String> reasons) {
    reasons.forEach(
        (name, reason) -> {
          if (has(name)) {
            throw new InputException(place(name) + " is not available: " + reason);
          }
        });
  }
}
