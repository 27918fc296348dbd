package dev.menlo.model.residual;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.model.residual.StructureDescription.Option;
import java.util.List;
import org.junit.jupiter.api.Test;

class StructureCatalogueTest {
  @Test
  void listsEveryNameThatParses() {
    assertThat(names(Option.RESVARIANCE)).containsAll(VarianceText.NAMES);
    assertThat(names(Option.RESCORRELATION)).containsAll(CorrelationText.NAMES);
    assertThat(VarianceText.NAMES).containsAll(names(Option.RESVARIANCE));
    assertThat(CorrelationText.NAMES).containsAll(names(Option.RESCORRELATION));
  }

  @Test
  void examplesAreCanonicalTexts() {
    for (StructureDescription structure : StructureCatalogue.all()) {
      assertThat(structure.example()).startsWith(structure.name());
      if (structure.option() == Option.RESVARIANCE) {
        assertThat(ResidualStructure.parse(structure.example(), null, null, null).resvariance())
            .isEqualTo(structure.example());
      } else {
        assertThat(ResidualStructure.parse(null, structure.example(), null, null).rescorrelation())
            .isEqualTo(structure.example());
      }
    }
  }

  private static List<String> names(Option option) {
    return StructureCatalogue.all().stream()
        .filter(s -> s.option() == option)
        .map(StructureDescription::name)
        .toList();
  }
}
