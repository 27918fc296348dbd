package dev.menlo.study.definition;

import dev.menlo.estimator.data.DataException;
import dev.menlo.estimator.data.Dataset;
import dev.menlo.study.StudyException;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/**
 * The text of a study and of every file that it names: all that is needed to run it anywhere. Files
 * are read beside the study file when they are first asked for, and travel with the source.
 */
public final class StudySource implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final String text;
  private final TreeMap<String, String> files;
  private final transient Path folder;

  /**
   * A source whose files are all known.
   *
   * @param name what messages call the study file
   * @param files text by name
   */
  public StudySource(String name, String text, java.util.Map<String, String> files) {
    this(name, text, files, null);
  }

  private StudySource(String name, String text, java.util.Map<String, String> files, Path folder) {
    this.name = name;
    this.text = text;
    this.files = new TreeMap<>(files);
    this.folder = folder;
  }

  /**
   * Reads a study file.
   *
   * @throws StudyException if it cannot be read
   */
  public static StudySource read(Path path) {
    try {
      Path folder = path.toAbsolutePath().getParent();
      return new StudySource(
          String.valueOf(path.getFileName()), Files.readString(path), java.util.Map.of(), folder);
    } catch (IOException e) {
      throw new StudyException(
          "cannot read the study file " + path + ": " + DataException.reason(e), e);
    }
  }

  /** What messages call the study file. */
  public String name() {
    return name;
  }

  /** The text of the study file. */
  public String text() {
    return text;
  }

  /** The files read so far, by the name that the study gives them. */
  public java.util.SortedMap<String, String> files() {
    return java.util.Collections.unmodifiableSortedMap(files);
  }

  /** The text of a file that a study names. */
  String text(Tree named) {
    String file = named.text();
    String known = files.get(file);
    if (known != null) {
      return known;
    }
    if (folder == null) {
      throw named.problem("the study was stored without the file " + file);
    }
    try {
      String read = Files.readString(folder.resolve(file));
      files.put(file, read);
      return read;
    } catch (IOException e) {
      throw named.problem(
          new IllegalArgumentException("cannot read " + file + ": " + DataException.reason(e), e));
    }
  }

  /** The data set in a file that a study names. */
  Dataset dataset(Tree named) {
    String csv = text(named);
    if (folder != null) {
      return Dataset.readCsv(folder.resolve(named.text()));
    }
    try {
      Path copy = Files.createTempFile("menlo-study", ".csv");
      try {
        return Dataset.readCsv(Files.writeString(copy, csv));
      } finally {
        Files.deleteIfExists(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a temporary file", e);
    }
  }
}
