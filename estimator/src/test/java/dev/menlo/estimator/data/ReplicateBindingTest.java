package dev.menlo.estimator.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.menlo.model.LoweredModel;
import dev.menlo.model.Model;
import org.junit.jupiter.api.Test;

class ReplicateBindingTest {
  private static final String MODEL = "y = {a}+{U[id]}+{b}*x";

  /** Ids 10 and 2 in file order, with a text that the model does not read. */
  private static Dataset.Builder data() {
    return Dataset.builder()
        .column("id", 10, 2, 10, 2, 2)
        .column("x", 5, 4, 3, 2, 1)
        .column("who", "b", "a", "b", "a", "a")
        .column("y", 1, 2, 3, 4, 5);
  }

  private static DatasetSchema schema(Dataset data) {
    return new DatasetSchema(data, Sample.all(data).rows());
  }

  private static BoundData fresh(String model, Dataset data) {
    LoweredModel lowered = Model.parse(model).lower(schema(data));
    return Binding.bind(lowered, Sample.all(data), schema(data));
  }

  private static ReplicateBinding of(String model) {
    Dataset data = data().build();
    return new ReplicateBinding(Model.parse(model).lower(schema(data)), fresh(model, data));
  }

  @Test
  void bindsAsAnyDataSetIsBound() {
    ReplicateBinding binding = of(MODEL);
    Dataset other = data().source("other").column("y", 9, 8, 7, 6, 4).build();
    BoundData bound = binding.bind(other);
    BoundData expected = fresh(MODEL, other);
    assertThat(bound.design()).isSameAs(binding.first().design());
    assertThat(bound.response()).containsExactly(expected.response());
    assertThat(bound.rows()).containsExactly(expected.rows());
    assertThat(bound.groups()).isEqualTo(expected.groups());
    assertThat(bound.labels()).isEqualTo(expected.labels());
    assertThat(bound.source()).isEqualTo("other");
    assertThat(DataHash.of(bound)).isEqualTo(DataHash.of(expected));
  }

  @Test
  void leavesWhatIsNoReplicate() {
    ReplicateBinding binding = of(MODEL);
    assertThat(binding.bind(data().column("x", 5, 4, 3, 2, 0).build())).isNull();
    assertThat(binding.bind(data().column("id", 2, 2, 10, 2, 2).build())).isNull();
    assertThat(binding.bind(data().column("who", "b", "a", "b", "a", "c").build())).isNull();
    assertThat(binding.bind(data().column("z", 1, 2, 3, 4, 5).build())).isNull();
    assertThat(binding.bind(data().column("y", 9, 8, Double.NaN, 6, 4).build())).isNull();
    assertThat(binding.bind(data().column("y", "9", "8", "x", "6", "4").build())).isNull();
  }

  @Test
  void leavesModelsWhoseColumnsReadTheResponse() {
    Dataset same = data().build();
    assertThat(of("y = {a}+{U[id]}+{b}*L.y, tsorder(x)").bind(same)).isNull();
    assertThat(of("y = {a}+{U[id]}, tsorder(y)").bind(same)).isNull();
    assertThat(of("y = {a}+{U[id]}, tsorder(x)").bind(same)).isNotNull();
  }

  @Test
  void checksTheResponse() {
    Dataset flat = data().column("y", 7, 7, 7, 7, 7).build();
    assertThatThrownBy(() -> of(MODEL).bind(flat))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("y is 7.0", "every row");
  }
}
