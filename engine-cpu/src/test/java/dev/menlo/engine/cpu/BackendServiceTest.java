package dev.menlo.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.menlo.engine.Backend;
import dev.menlo.engine.Backends;
import org.junit.jupiter.api.Test;

class BackendServiceTest {
  @Test
  void eachCallHasFreshInstances() {
    Backend first = Backends.named("cpu");
    assertThat(Backends.named("cpu")).isNotSameAs(first).hasSameClassAs(first);
    assertThat(Backends.all()).extracting(Backend::name).contains("cpu", "cpu-reference");
  }

  @Test
  void whatIsFoundGoesByTheClassLoader() {
    Thread thread = Thread.currentThread();
    ClassLoader own = thread.getContextClassLoader();
    try {
      thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
      assertThat(Backends.all()).isEmpty();
    } finally {
      thread.setContextClassLoader(own);
    }
    assertThat(Backends.all()).isNotEmpty();
  }
}
