package dev.menlo.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model file: YAML whose keys are menl's words. {@code model}, {@code define}, {@code
 * covariance}, {@code resvariance}, {@code rescorrelation}, {@code rescovariance}, {@code group},
 * {@code tsorder}, {@code tsinit} and {@code tsmissing} make the {@link Model}; the other keys are
 * options of the command that reads the file.
 *
 * @param name the file's name, for messages
 * @param model the model
 * @param options other keys in file order
 */
public record ModelFile(String name, Model model, Map<String, Option> options) {
  /** Keeps the order of the options. */
  public ModelFile {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /**
   * A key that is not part of the model.
   *
   * @param text its value as menl writes it: the entries of a list or map one after another,
   *     separated by blanks
   * @param line where the key stands, from 1; 0 on the command line
   */
  public record Option(String text, int line) {}

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read
   * @throws ModelException with every problem found
   */
  public static ModelFile read(Path path) throws IOException {
    return read(path, Map.of());
  }

  /**
   * Reads a file, with flags that replace keys of the same name.
   *
   * @param flags texts of model options by name, as {@code --define} gives them; a {@code define}
   *     replaces the definition of the same name
   * @throws IOException if it cannot be read
   * @throws ModelException with every problem found
   */
  public static ModelFile read(Path path, Map<String, List<String>> flags) throws IOException {
    String text = Files.readString(path, StandardCharsets.UTF_8);
    return new ModelFileReader(String.valueOf(path.getFileName()), flags).read(text);
  }

  /**
   * Reads menl's command line, {@code depvar = expression, define(...) reml level(90)}, which may
   * hold options of the command beside those of the model.
   *
   * @param flags texts of further model options by name
   * @throws ModelException with every problem found
   */
  public static ModelFile ofLine(String text, Map<String, List<String>> flags) {
    return new ModelFileReader("", flags).readLine(text);
  }

  /**
   * Reads the text of a file.
   *
   * @param name what messages call it
   * @throws ModelException with every problem found
   */
  public static ModelFile parse(String text, String name) {
    return new ModelFileReader(name, Map.of()).read(text);
  }
}
