package dev.menlo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The flags that were given, as texts by name without dashes, so that a flag and a key of a model
 * file are read by the same code.
 *
 * @param texts values in the order given; a switch has the value "true"
 */
record Flags(Map<String, List<String>> texts) {
  static Flags of(ParseResult parsed) {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    for (OptionSpec option : parsed.matchedOptions()) {
      boolean isSwitch = option.arity().max() == 0;
      texts.put(
          option.longestName().substring(2), isSwitch ? List.of("true") : option.stringValues());
    }
    return new Flags(texts);
  }

  /** Those that are parts of a model. */
  Map<String, List<String>> ofModel() {
    Map<String, List<String>> model = new LinkedHashMap<>(texts);
    model.keySet().retainAll(ModelFlags.NAMES);
    return model;
  }

  /** Those that are options of the command. */
  Map<String, List<String>> ofCommand() {
    Map<String, List<String>> command = new LinkedHashMap<>(texts);
    command.keySet().removeAll(ModelFlags.NAMES);
    return command;
  }
}
