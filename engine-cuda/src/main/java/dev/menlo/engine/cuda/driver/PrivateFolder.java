package dev.menlo.engine.cuda.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that JCuda unpacks its libraries to. JCuda takes {@code java.io.tmpdir}, a fixed file
 * name, and whatever file of that name is there: another user could plant one, and processes that
 * start together tear each other's. So its classes are first touched while that property names a
 * fresh folder that only this user can enter, which is removed once the libraries are mapped.
 */
final class PrivateFolder {
  private static final String PROPERTY = "java.io.tmpdir";

  private PrivateFolder() {}

  /** Runs the first touch of JCuda. */
  static synchronized void around(Runnable firstTouch) throws IOException {
    String before = System.getProperty(PROPERTY);
    Path folder =
        Files.createTempDirectory(
            "menlo-cuda-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    System.setProperty(PROPERTY, folder.toString());
    try {
      firstTouch.run();
    } finally {
      System.setProperty(PROPERTY, before);
      remove(folder);
    }
  }

  private static void remove(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(folder);
  }
}
