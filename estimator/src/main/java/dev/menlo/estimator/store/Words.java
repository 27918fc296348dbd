package dev.menlo.estimator.store;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Constants of enumerations as words, in any case. */
final class Words {
  private Words() {}

  static <E extends Enum<E>> E of(Class<E> type, JsonInput in) throws IOException {
    String word = in.text().toUpperCase(Locale.ROOT);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(word)) {
        return constant;
      }
    }
    throw in.problem(
        "\""
            + in.text()
            + "\" is none of "
            + Arrays.stream(type.getEnumConstants())
                .map(c -> c.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")),
        "use the file as it was written, or fit again");
  }
}
