package dev.menlo.engine.cuda;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks for the NVIDIA driver's user-space library, {@code libcuda.so.1}, where the dynamic linker
 * would, by file name only. Loading a binding without the driver costs seconds and leaves the JVM
 * with classes that cannot be initialised, so nothing is loaded before this has found it.
 */
final class DriverLibrary {
  static final String FILE_NAME = "libcuda.so.1";

  /**
   * Trusted directories of the common distributions, WSL, NixOS and NVIDIA's compatibility package.
   */
  private static final List<String> USUAL_DIRECTORIES =
      List.of(
          "/usr/lib/x86_64-linux-gnu",
          "/lib/x86_64-linux-gnu",
          "/usr/lib64",
          "/lib64",
          "/usr/lib",
          "/lib",
          "/usr/lib/wsl/lib",
          "/run/opengl-driver/lib",
          "/usr/local/cuda/compat");

  private final List<Path> directories;

  /** Searches the given directories, in order. */
  DriverLibrary(List<Path> directories) {
    this.directories = List.copyOf(directories);
  }

  /** Searches {@code LD_LIBRARY_PATH}, the linker's configuration and the usual directories. */
  static DriverLibrary ofThisMachine() {
    List<Path> directories = new ArrayList<>();
    String path = System.getenv("LD_LIBRARY_PATH");
    if (path != null) {
      Stream.of(path.split(File.pathSeparator))
          .filter(d -> !d.isBlank())
          .map(Path::of)
          .forEach(directories::add);
    }
    directories.addAll(configured(Path.of("/etc/ld.so.conf.d")));
    USUAL_DIRECTORIES.stream().map(Path::of).forEach(directories::add);
    return new DriverLibrary(directories);
  }

  /** The first directory's library, if any has one. */
  Optional<Path> locate() {
    return directories.stream().map(d -> d.resolve(FILE_NAME)).filter(Files::exists).findFirst();
  }

  /** Directories that the {@code *.conf} files of a folder name; unreadable ones name none. */
  static List<Path> configured(Path folder) {
    List<Path> directories = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.conf")) {
      for (Path file : files) {
        Files.readAllLines(file).stream()
            .map(String::trim)
            .filter(line -> line.startsWith("/"))
            .map(Path::of)
            .forEach(directories::add);
      }
    } catch (IOException e) {
      // The folder is one of several places to look, and need not exist.
      return directories;
    }
    return directories;
  }
}
