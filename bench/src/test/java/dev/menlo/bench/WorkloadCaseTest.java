package dev.menlo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.menlo.engine.Workload;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorkloadCaseTest {
  private static Workload workload(String name) {
    WorkloadCase job = WorkloadCase.named(name, 400);
    return new PreparedFits(job.model(), job.data(), job.options()).workload();
  }

  @Test
  void casesDifferInWhatTheRuleCounts() {
    Map<String, Workload> all =
        WorkloadCase.NAMES.stream().collect(Collectors.toMap(n -> n, n -> workload(n)));

    assertThat(all.values()).allMatch(work -> work.rows() == 400);
    assertThat(all.get("effects-1").columns()).isEqualTo(5);
    assertThat(all.get("columns-10").columns()).isEqualTo(10);
    assertThat(all.get("rows-40").groups()).isEqualTo(10);
    assertThat(all.get("compartment").groups()).isEqualTo(50);
    assertThat(all.get("small").fits()).isEqualTo(2);
    assertThat(all.values().stream().filter(work -> work.weight() > 1).count()).isEqualTo(5);
  }

  @Test
  void unknownNamesAreRefused() {
    assertThatThrownBy(() -> WorkloadCase.named("large", 400))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("effects-1");
  }
}
