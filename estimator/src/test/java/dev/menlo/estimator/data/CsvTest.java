package dev.menlo.estimator.data;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("data.csv"), text);
  }

  private Dataset read(String text) throws IOException {
    return Dataset.readCsv(file(text));
  }

  private void assertProblem(String text, String... parts) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> Dataset.readCsv(file))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(parts)
        .hasMessageContaining("data.csv");
  }

  @Test
  void readsNumbersAndTexts() throws IOException {
    Dataset data = read("id,x,y\na,1,2.5\nb,-3e2,.5\na,+4,7.\n");
    assertThat(data.variables()).containsExactly("id", "x", "y");
    assertThat(data.rows()).isEqualTo(3);
    assertThat(data.numbers("x")).containsExactly(1, -300, 4);
    assertThat(data.numbers("y")).containsExactly(2.5, 0.5, 7);
    assertThat(data.column("id").text(2)).isEqualTo("a");
    assertThat(data.source()).endsWith("data.csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void detectsTheSeparator(String separator) throws IOException {
    Dataset data = read("x,y\n1,2\n3,4\n".replace(",", separator));
    assertThat(data.variables()).containsExactly("x", "y");
    assertThat(data.numbers("y")).containsExactly(2, 4);
  }

  @Test
  void readsByteOrderMarksCarriageReturnsQuotesAndBlankLines() throws IOException {
    Dataset data =
        read("\uFEFF\"the x\",name\r\n1,\"Ohio, \"\"east\"\"\"\r\n\r\n2,\"two\r\nlines\"\r\n");
    assertThat(data.variables()).containsExactly("the x", "name");
    assertThat(data.numbers("the x")).containsExactly(1, 2);
    assertThat(data.column("name").text(0)).isEqualTo("Ohio, \"east\"");
    assertThat(data.column("name").text(1)).startsWith("two").endsWith("lines");
  }

  @Test
  void readsALastLineWithoutItsEnd() throws IOException {
    assertThat(read("x\n1\n2").numbers("x")).containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "NA", "NaN", " ", " NA "})
  void readsMissingValues(String cell) throws IOException {
    Dataset data = read("x,s,y\n1,a,3\n" + cell + "," + cell + ",5\n");
    assertThat(data.numbers("x")).containsExactly(1, Double.NaN);
    assertThat(data.column("s").isMissing(1)).isTrue();
    assertThat(data.column("s").text(1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x10", "1d", "1f", "Infinity", "1_000", "12%", "--1"})
  void takesNothingForANumberThatIsNone(String cell) throws IOException {
    Dataset data = read("x,y\n1,2\n" + cell + ",3\n");
    assertThat(data.column("x")).isInstanceOf(Column.Text.class);
    assertThatThrownBy(() -> data.numbers("x"))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("x is used as a number", "line 3", "\"" + cell + "\"");
  }

  @Test
  void doesNotGuessDecimalCommas() throws IOException {
    Dataset data = read("x;y\n1,5;2\n2,5;3\n");
    assertThatThrownBy(() -> data.numbers("x"))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("line 2", "\"1,5\"", "decimal point");
  }

  @Test
  void refusesRaggedRows() throws IOException {
    assertProblem("x,y\n1,2\n3\n", "line 3", "1 fields where the header has 2", "separator");
    assertProblem("x,y\n1,2,9\n", "line 2", "3 fields where the header has 2");
  }

  @Test
  void refusesBadHeaders() throws IOException {
    assertProblem("x,y,x\n1,2,3\n", "two columns are named x");
    assertProblem("x,,y\n1,2,3\n", "column 2 has no name");
    assertProblem("1,118,30\n1,484,58\n", "line 1: 1 stands", "add a header");
  }

  @Test
  void refusesEmptyFiles() throws IOException {
    assertProblem("", "is empty");
    assertProblem("x,y\n", "no rows");
  }

  @Test
  void refusesWhatIsNoText() throws IOException {
    Path file = folder.resolve("data.csv");
    Files.write(file, "x,stra\u00dfe\n1,2\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Dataset.readCsv(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void refusesWhatNoTableIsLike() throws IOException {
    assertProblem("a\0,b\0\n", "line 1", "NUL characters", "convert the file to UTF-8");
    assertProblem("x,y\n1,\"2\n".concat("3".repeat(17_000_000)), "line 2", "unclosed quote");
    assertProblem("z".repeat(17_000_000), "line 1", "too long");
    String header = "c,".repeat(17_000);
    assertProblem(header + "c\n", "line 1", "16384 fields", "a file of their own");
  }

  /** A pipe gives its content once: what {@code --data <(zcat data.csv.gz)} hands over. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void readsAPipe() throws Exception {
    Path pipe = folder.resolve("pipe.csv");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Thread writer = new Thread(() -> write(pipe, "id,x\na,1\nb,2\n"));
    writer.start();

    Dataset data = Dataset.readCsv(pipe);

    writer.join();
    assertThat(data.numbers("x")).containsExactly(1, 2);
    assertThat(data.column("id").text(1)).isEqualTo("b");
    assertThat(data.source()).endsWith("pipe.csv");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void refusesAFolder() {
    assertThatThrownBy(() -> Dataset.readCsv(folder))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("cannot read", "it is a folder; give a file");
  }

  @Test
  void saysWhyAFileCannotBeRead() {
    assertThat(DataException.reason(new AccessDeniedException("x"))).contains("permission denied");
    assertThat(DataException.reason(new IOException("Input/output error")))
        .isEqualTo("Input/output error; give a file that can be read, or a copy of it");
  }

  /** The file is not read again for every one of them. */
  @Test
  void readsManyTextColumns() throws IOException {
    String names = IntStream.range(0, 2000).mapToObj(c -> "c" + c).collect(joining(","));
    String cells = IntStream.range(0, 2000).mapToObj(c -> "v" + c % 7).collect(joining(","));

    Dataset data = read(names + ",x\n" + (cells + ",1\n").repeat(20));

    assertThat(data.column("c9").text(19)).isEqualTo("v2");
    assertThat(data.numbers("x")).hasSize(20).containsOnly(1);
  }

  @Test
  void refusesAMissingFile() {
    assertThatThrownBy(() -> Dataset.readCsv(folder.resolve("nowhere.csv")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void namesWhatExistsWhenAVariableDoesNot() throws IOException {
    Dataset data = read("age,y\n1,2\n");
    assertThatThrownBy(() -> data.numbers("ag"))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("no variable ag", "age, y");
  }

  /** A text column that shows only in the last row is read with its earlier cells kept. */
  @Test
  void readsATextColumnThatShowsLate() throws IOException {
    StringBuilder text = new StringBuilder("x,y\n");
    for (int i = 0; i < 3000; i++) {
      text.append(i).append(",0.").append(i).append('\n');
    }
    Dataset data = read(text + "late,1\n");
    assertThat(data.column("x").text(17)).isEqualTo("17");
    assertThat(data.column("x").text(3000)).isEqualTo("late");
    assertThat(data.numbers("y")).hasSize(3001);
  }

  @Test
  @Tag("slow")
  void readsAMillionRows() throws IOException {
    Path file = folder.resolve("data.csv");
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      writer.write("region,id,t,y\n");
      for (int i = 0; i < 1_000_000; i++) {
        writer.write("r" + i / 100_000 + "," + i / 10 + "," + i % 10 + "," + i * 1.25e-3 + "\n");
      }
    }
    Dataset data = Dataset.readCsv(file);
    assertThat(data.rows()).isEqualTo(1_000_000);
    assertThat(data.numbers("y")[999_999]).isEqualTo(999_999 * 1.25e-3);
    assertThat(data.column("region").text(999_999)).isEqualTo("r9");
  }
}
