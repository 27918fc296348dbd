package dev.menlo.model.residual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.model.residual.StructureDescription.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of docs/residual-structures.md are the catalogue. */
class StructureTableTest {
  private static final Path PAGE = Path.of("..", "docs", "residual-structures.md");

  @Test
  void pageHoldsTheCatalogue() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(page).contains(table(Option.RESVARIANCE)).contains(table(Option.RESCORRELATION));
  }

  private static String table(Option option) {
    String head = option == Option.RESVARIANCE ? "Var = sigma^2 g^2" : "corr(j, k)";
    return StructureCatalogue.all().stream()
        .filter(s -> s.option() == option)
        .map(StructureTableTest::row)
        .collect(
            Collectors.joining(
                "\n",
                "| text | "
                    + head
                    + " | parameters | whitening | menl | nlme |\n|---|---|---|---|---|---|\n",
                "\n"));
  }

  private static String row(StructureDescription s) {
    return "| `%s` | `%s` | %s | %s | %s | %s |"
        .formatted(
            s.syntax(),
            s.formula().replace("|", "\\|"),
            s.parameters(),
            s.whitening(),
            s.menl() ? "yes" : "no",
            s.nlme().equals("none") ? "-" : s.nlme());
  }
}
