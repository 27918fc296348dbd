package dev.menlo.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverLibraryTest {
  @TempDir private Path folder;

  @Test
  void findsTheLibraryOfTheFirstDirectoryThatHasIt() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path first = library("first");
    Path second = library("second");

    DriverLibrary search = new DriverLibrary(List.of(empty, first.getParent(), second.getParent()));

    assertThat(search.locate()).contains(first);
  }

  @Test
  void findsNothingInDirectoriesThatLackItOrDoNotExist() {
    DriverLibrary search = new DriverLibrary(List.of(folder, folder.resolve("absent")));

    assertThat(search.locate()).isEmpty();
  }

  @Test
  void readsTheLinkersConfiguration() throws IOException {
    Files.writeString(folder.resolve("nvidia.conf"), "# remark\n/opt/nvidia/lib64\n");
    Files.writeString(folder.resolve("notes.txt"), "/not/a/configuration\n");

    assertThat(DriverLibrary.configured(folder)).containsExactly(Path.of("/opt/nvidia/lib64"));
    assertThat(DriverLibrary.configured(folder.resolve("absent"))).isEmpty();
  }

  private Path library(String directory) throws IOException {
    Path home = Files.createDirectory(folder.resolve(directory));
    return Files.createFile(home.resolve(DriverLibrary.FILE_NAME));
  }
}
