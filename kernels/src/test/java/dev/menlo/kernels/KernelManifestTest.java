package dev.menlo.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KernelManifestTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  @Test
  void namesExactlyThePtxThatThisBuildCarries() throws IOException, URISyntaxException {
    Path resources = Path.of(KernelManifest.class.getResource("manifest.txt").toURI()).getParent();
    List<String> listed =
        KernelManifest.load().kernels().stream().map(k -> k.stem() + ".ptx").toList();

    try (Stream<Path> files = Files.list(resources)) {
      List<String> carried =
          files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".ptx")).toList();
      assertThat(carried).containsExactlyInAnyOrderElementsOf(listed);
    }
  }

  @Test
  void readsOneKernelALine() throws IOException {
    String text = "# remark\n\ngroup_elimination " + HASH + " nvcc-13.0.88 a:64 b:32\n";

    assertThat(KernelManifest.read(new StringReader(text)).kernels())
        .containsExactly(
            new Kernel(
                "group_elimination",
                HASH,
                "nvcc-13.0.88",
                List.of(new Kernel.Entry("a", 64), new Kernel.Entry("b", 32))));
  }

  @Test
  void namesTheLineThatIsIncomplete() {
    assertThatThrownBy(() -> KernelManifest.read(new StringReader("# remark\nonly_a_stem\n")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("only_a_stem");
  }

  @Test
  void namesTheFieldThatIsNoEntry() {
    assertThatThrownBy(
            () -> KernelManifest.read(new StringReader("qr " + HASH + " nvcc-13.0.88 a:many\n")))
        .hasMessageContaining("line 1")
        .hasMessageContaining("a:many");
  }

  @Test
  void saysWhichPtxIsMissing() {
    assertThatThrownBy(() -> KernelManifest.ptx("nothing")).hasMessageContaining("nothing.ptx");
  }

  @Test
  void refusesAHashThatIsNone() {
    assertThatThrownBy(() -> KernelManifest.read(new StringReader("qr abc nvcc")))
        .hasMessageContaining("kernel qr")
        .hasMessageContaining("'abc' is not a SHA-256");
  }
}
