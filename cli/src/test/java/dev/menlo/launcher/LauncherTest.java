package dev.menlo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher {@code ./menlo} in a checkout whose path has spaces. A stand-in for Maven puts a
 * small command in place of the built one, so that what is tested is the launcher alone.
 */
class LauncherTest {
  @TempDir private Path folder;
  private Checkout checkout;

  @BeforeEach
  void layCheckout() throws IOException, InterruptedException {
    checkout = Checkout.in(Files.createDirectory(folder.resolve("a checkout with spaces")));
  }

  @Test
  void buildsOnFirstUseOnlyAndSaysSo() throws Exception {
    Run first = checkout.menlo("fit", "y = {b}", "");
    Run second = checkout.menlo("doctor");

    assertThat(first.error()).startsWith("menlo: building");
    assertThat(first.output()).isEqualTo("[fit, y = {b}, ]\n");
    assertThat(first.exitCode()).isEqualTo(7);
    assertThat(second.error()).isEmpty();
    assertThat(second.output()).isEqualTo("[doctor]\n");
    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  void buildsOnlyTheModulesOfTheCommandWithoutTests() throws Exception {
    checkout.menlo();

    assertThat(checkout.mavenArguments()).contains("-pl cli -am package -DskipTests");
  }

  @Test
  void startsThroughSymbolicLinksFromAnyDirectory() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("else where"));
    Path link = Files.createSymbolicLink(folder.resolve("menlo link"), checkout.launcher());
    Path relative = Files.createSymbolicLink(elsewhere.resolve("m"), Path.of("../menlo link"));

    Run run = checkout.start(elsewhere, relative, "doctor");

    assertThat(run.output()).isEqualTo("[doctor]\n");
    assertThat(run.directory()).isEqualTo(elsewhere.toRealPath());
  }

  @Test
  void buildsAgainWhenASourceChangesOrGoes() throws Exception {
    checkout.menlo();
    Path source = checkout.source();

    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));
    checkout.menlo();
    assertThat(checkout.builds()).as("after a change").isEqualTo(2);

    checkout.pretendBuiltLater();
    Files.delete(source);
    Files.setLastModifiedTime(source.getParent(), FileTime.from(Instant.now().plusSeconds(9)));
    checkout.menlo();
    assertThat(checkout.builds()).as("after a deletion").isEqualTo(3);
  }

  @Test
  void twoFirstUsesAtOnceBuildOnce() throws Exception {
    Process one = checkout.begin("one");
    Process two = checkout.begin("two");

    assertThat(Run.of(one).output()).isEqualTo("[one]\n");
    assertThat(Run.of(two).output()).isEqualTo("[two]\n");
    assertThat(checkout.builds()).isEqualTo(1);
  }

  @Test
  void aRunningCommandDoesNotHoldTheLockOfTheBuild() throws Exception {
    Process waiting = checkout.begin("wait");
    assertThat(waiting.getInputStream().read()).isEqualTo('[');
    Files.setLastModifiedTime(checkout.source(), FileTime.from(Instant.now().plusSeconds(2)));

    Run during = checkout.menlo("doctor");
    waiting.getOutputStream().close();

    assertThat(during.error()).doesNotContain("waiting");
    assertThat(Run.of(waiting).exitCode()).isEqualTo(7);
  }

  @Test
  void passesJavaOptions() throws Exception {
    checkout.set("MENLO_JAVA_OPTIONS", "-Dmenlo.test=1 -Xmx64m");

    assertThat(checkout.menlo("property").output()).isEqualTo("[property] 1\n");
  }

  @Test
  void showsTheErrorsOfABuildThatFails() throws Exception {
    checkout.set("FAIL_BUILD", "yes");

    Run run = checkout.menlo();

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.error()).contains("[ERROR] no such thing", "the build failed; its log is");
    assertThat(run.output()).isEmpty();
  }

  @Test
  void saysWhichToolIsMissingOrTooOldAndWhatToInstall() throws Exception {
    checkout.set("MAVEN_VERSION", "3.6.3");
    assertThat(checkout.menlo().error()).contains("mvn is version 3.6", "Maven 3.8 or later");

    checkout.removeMaven();
    assertThat(checkout.menlo().error()).contains("mvn not found", "apt-get install maven");

    checkout.set("JAVA_HOME", "/nowhere");
    assertThat(checkout.menlo().error()).contains("JAVA_HOME is /nowhere", "no bin/java");

    checkout.set("JAVA_HOME", checkout.javaOfVersion("11.0.2").toString());
    Run old = checkout.menlo();
    assertThat(old.error()).contains("is Java 11.0.2; menlo needs 17 or later");
    assertThat(old.exitCode()).isEqualTo(3);
  }
}
