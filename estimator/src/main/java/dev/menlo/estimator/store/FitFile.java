package dev.menlo.estimator.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.menlo.estimator.DistinctEnd;
import dev.menlo.estimator.Fit;
import dev.menlo.estimator.FittedModel;
import dev.menlo.estimator.data.DataException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;

/**
 * Fits as JSON files. A stored fit has the tables of the report for readers in any language and,
 * beside them, all that menlo needs to go on: model text, options, the estimation sample and the
 * point where the fit ended. Numbers come back bit for bit.
 */
public final class FitFile {
  /** The newest format version: written by this version of menlo, which reads all up to it. */
  public static final int FORMAT_VERSION = 1;

  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private FitFile() {}

  /**
   * Stores a fit. The file is there whole or not at all; a name that ends in {@code .gz} is
   * compressed.
   *
   * @throws IOException if it cannot be written; an older file is then left as it was
   * @throws IllegalStateException if the fit has no data (INVALID_DATA)
   */
  public static void write(Fit fit, Path file) throws IOException {
    write(fit, List.of(), file);
  }

  /**
   * Stores a fit, and beside its tables where fits from many starting points ended; those are not
   * read back.
   *
   * @param ends of {@link dev.menlo.estimator.Multistart}; none if empty
   * @throws IOException if it cannot be written; an older file is then left as it was
   * @throws IllegalStateException if the fit has no data (INVALID_DATA)
   */
  public static void write(Fit fit, List<DistinctEnd> ends, Path file) throws IOException {
    fit.fitted();
    WholeFile.write(file, out -> JsonOutput.write(out, json -> StoredFit.write(fit, ends, json)));
  }

  /** Writes a stored fit to a stream, which stays open. */
  public static void write(Fit fit, OutputStream out) throws IOException {
    JsonOutput.write(out, json -> StoredFit.write(fit, List.of(), json));
  }

  /** The tables of a fit as JSON, ending with a line break: what {@code --format json} prints. */
  public static String report(Fit fit) {
    return report(fit, List.of());
  }

  /** The same with where fits from many starting points ended, if not empty. */
  public static String report(Fit fit, List<DistinctEnd> ends) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      JsonOutput.write(bytes, json -> ReportJson.write(fit, ends, json));
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /**
   * Reads a stored fit, compressed or not.
   *
   * @throws DataException if it is no stored fit, was written by a newer menlo, or is damaged; the
   *     message names the place and the cure
   */
  public static Fit read(Path file) {
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        JsonInput in = new JsonInput(file.toString(), unzipped(bytes))) {
      FittedModel fitted = StoredFit.read(file.toString(), in);
      return fitted.fit();
    } catch (NoSuchFileException e) {
      throw new DataException("no such file: " + file + "; menlo fit ... --out FILE writes one", e);
    } catch (JsonEOFException | EOFException e) {
      throw cutShort(file, e);
    } catch (JsonProcessingException e) {
      if (e.getOriginalMessage().startsWith("Unexpected end-of-input")) {
        throw cutShort(file, e);
      }
      throw new DataException(
          file + line(e) + ": not JSON; give a fit that menlo fit ... --out FILE has written", e);
    } catch (ZipException e) {
      throw new DataException(
          file + " is damaged (" + e.getMessage() + "); copy it again, or fit again", e);
    } catch (IOException e) {
      throw DataException.unreadable(file, e);
    }
  }

  private static DataException cutShort(Path file, IOException e) {
    return new DataException(file + " is cut short" + line(e) + "; copy it again, or fit again", e);
  }

  private static String line(IOException failure) {
    return failure instanceof JsonProcessingException json && json.getLocation() != null
        ? ", line " + json.getLocation().getLineNr()
        : "";
  }

  private static InputStream unzipped(InputStream in) throws IOException {
    in.mark(2);
    boolean compressed = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
    in.reset();
    return compressed ? new Unzipped(in) : in;
  }
}
