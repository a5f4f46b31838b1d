package io.healing.core.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.DeploymentConfig;
import io.healing.api.act.DeploymentControl;
import io.healing.api.act.ServiceConfig;
import io.healing.api.act.Undo;
import io.healing.api.decide.BlockReason;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.store.IntentState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollbackDeploymentTest {
  private static final ActionRequest WISH =
      ActionRequest.of(ActionType.ROLLBACK_DEPLOYMENT, new Target("deployment", "shop"));

  @TempDir Path home;
  private Workplace place;
  private Path current;

  @BeforeEach
  void openTheWorkplace() throws IOException {
    place = new Workplace(home);
    for (String release : List.of("1.8", "1.9", "1.10", "1.11", ".cache")) {
      Files.createDirectories(place.base.resolve("releases").resolve(release));
    }
    Files.writeString(place.base.resolve("releases/1.9.txt"), "no directory");
    current = place.base.resolve("current");
    lead("releases/1.10");
    declare(null);
  }

  private void declare(String restart) {
    place.host =
        place.host.withDeployments(
            List.of(new DeploymentConfig("shop", "releases", "current", restart)));
    place.withTools();
  }

  private void lead(String to) throws IOException {
    Files.deleteIfExists(current);
    Files.createSymbolicLink(current, Path.of(to));
  }

  private String leads() throws IOException {
    return Files.readSymbolicLink(current).toString();
  }

  @Test
  void theLinkLeadsToTheReleaseBeforeAndUndoPutsItBackExactly() throws IOException {
    ActionPlan plan = place.plan(WISH);
    assertThat(plan.summary()).isEqualTo("Take the deployment shop back from release 1.10 to 1.9");
    assertThat(plan.undo()).isEqualTo(Undo.EXACT);
    assertThat(plan.risk()).isEqualTo(SuggestionSeverity.MEDIUM);
    assertThat(leads()).isEqualTo("releases/1.10");

    Applied applied = place.apply(WISH);
    assertThat(applied.state()).isEqualTo(IntentState.DONE);
    assertThat(leads()).isEqualTo("releases/1.9");
    assertThat(place.leftovers()).isEmpty();

    assertThat(place.acting().undo(applied.entry().row().id(), "ann", false).state())
        .isEqualTo(IntentState.DONE);
    assertThat(leads()).isEqualTo("releases/1.10");
  }

  @Test
  void aLinkThatIsWrittenWholeStaysWhole() throws IOException {
    String whole = place.base.resolve("releases/1.11").toString();
    lead(whole);
    place.apply(WISH);
    assertThat(leads()).isEqualTo(place.base.resolve("releases/1.10").toString());
  }

  @Test
  void aReleaseThatIsGoneHasOneBeforeItAllTheSame() throws IOException {
    Files.delete(place.base.resolve("releases/1.10"));
    assertThat(place.plan(WISH).summary()).contains("from release 1.10 to 1.9");
  }

  @Test
  void theFirstReleaseCannotBeTakenBack() throws IOException {
    lead("releases/1.8");
    assertThatThrownBy(() -> place.plan(WISH))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("is at release 1.8, and none is before that");
  }

  @Test
  void whatIsNoLinkIsRefusedAndLeftAsItIs() throws IOException {
    Files.delete(current);
    Files.createDirectory(current);
    assertThatThrownBy(() -> place.plan(WISH)).hasMessageContaining("is no symbolic link");
    assertThat(current).isDirectory();
  }

  @Test
  void aLinkToSomewhereElseIsRefused() throws IOException {
    Files.createDirectories(place.base.resolve("other/1.10"));
    lead("other/1.10");
    assertThatThrownBy(() -> place.plan(WISH)).hasMessageContaining("which is no release in");
  }

  @Test
  void aLinkThatSomebodyChangedSinceThePlanIsLeftAlone() throws IOException {
    Order order = place.order(place.plan(WISH));
    lead("releases/1.11");
    Applied applied = place.acting().apply(order);
    assertThat(applied.state()).isEqualTo(IntentState.FAILED);
    assertThat(applied.note()).contains("changed since the plan was made");
    assertThat(leads()).isEqualTo("releases/1.11");
  }

  @Test
  void aLinkThatSomebodyChangesAtThatMomentIsLeftAlone() throws IOException {
    Order order = place.order(place.plan(WISH));
    place.steps =
        step -> {
          if (step.equals("w.guarded")) {
            leadNow("releases/1.11");
          }
        };
    Applied applied = place.acting().apply(order);
    assertThat(applied.state()).isEqualTo(IntentState.FAILED);
    assertThat(leads()).isEqualTo("releases/1.11");
    assertThat(place.leftovers()).isEmpty();
  }

  private void leadNow(String to) {
    try {
      lead(to);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void itIsNotTakenBackWhenSomebodyDeployedSince() throws IOException {
    Applied applied = place.apply(WISH);
    lead("releases/1.11");
    Undone undone = place.acting().undo(applied.entry().row().id(), "ann", false);
    assertThat(undone.state()).isEqualTo(IntentState.FAILED);
    assertThat(leads()).isEqualTo("releases/1.11");
  }

  @Test
  void aLinkOutsideOfTheAllowedRootsIsNotChanged(@TempDir Path elsewhere) throws IOException {
    Path there = elsewhere.toRealPath();
    Files.createDirectories(there.resolve("releases/1"));
    Files.createDirectories(there.resolve("releases/2"));
    Path link = Files.createSymbolicLink(there.resolve("current"), Path.of("releases/2"));
    place.host =
        place.host.withDeployments(
            List.of(
                new DeploymentConfig(
                    "shop", there.resolve("releases").toString(), link.toString(), null)));
    place.withTools();
    Refused refused = catchThrowableOfType(Refused.class, () -> place.plan(WISH));
    assertThat(refused.reason()).isEqualTo(BlockReason.GUARDED);
    assertThat(refused).hasMessageContaining("remediation.allowed_roots");

    place.remediation = place.remediation.withAllowedRoots(List.of(there.toString()));
    place.apply(WISH);
    assertThat(Files.readSymbolicLink(link)).hasToString("releases/1");
  }

  @Test
  void aForbiddenPlaceStaysForbidden() {
    place.remediation = place.remediation.withForbiddenPaths(List.of(current.toString()));
    assertThat(catchThrowableOfType(Refused.class, () -> place.plan(WISH)).reason())
        .isEqualTo(BlockReason.GUARDED);
  }

  private void withService(String restart) {
    place.host =
        place.host.withServices(
            List.of(ServiceConfig.ofCommand("web", List.of("sh", "-c", restart))));
    declare("web");
  }

  @Test
  void theServiceIsRestartedAfterEachChange() throws IOException {
    withService("readlink current >> starts");
    assertThat(place.plan(WISH).risk()).isEqualTo(SuggestionSeverity.HIGH);
    assertThat(place.plan(WISH).summary()).contains(", and restart it with sh -c readlink");
    Applied applied = place.apply(WISH);
    place.acting().undo(applied.entry().row().id(), "ann", false);
    assertThat(place.base.resolve("starts")).hasContent("releases/1.9\nreleases/1.10");
  }

  @Test
  void aServiceThatCannotBeRestartedKeepsItsRelease() throws IOException {
    withService("exit 1");
    Applied applied = place.apply(WISH);
    assertThat(applied.state()).isEqualTo(IntentState.FAILED);
    assertThat(leads()).isEqualTo("releases/1.10");
  }

  @Test
  void afterACrashTheLinkTells() throws IOException {
    place.steps = step -> dieAt(step, "w.linked");
    assertThat(place.apply(WISH).state()).isEqualTo(IntentState.DONE);
    assertThat(leads()).isEqualTo("releases/1.9");
  }

  @Test
  void afterACrashNobodyKnowsWhetherTheServiceWasRestarted() {
    withService("true");
    place.steps = step -> dieAt(step, "w.linked");
    assertThat(place.apply(WISH).state()).isEqualTo(IntentState.UNSETTLED);
  }

  private static void dieAt(String step, String place) {
    if (step.equals(place)) {
      throw new IllegalStateException("died");
    }
  }

  @Test
  void leftoversOfAnAttemptAreNoHindrance() throws IOException {
    Files.createSymbolicLink(place.base.resolve(AtomicFile.MARK + "current"), Path.of("x"));
    assertThat(place.apply(WISH).state()).isEqualTo(IntentState.DONE);
    assertThat(
            Files.exists(
                place.base.resolve(AtomicFile.MARK + "current"), LinkOption.NOFOLLOW_LINKS))
        .isFalse();
  }

  /** A cluster that has three releases in memory. */
  private static final class Cluster implements DeploymentControl {
    final TreeMap<String, String> before = new TreeMap<>(Map.of("c", "b", "b", "a"));
    String used = "c";

    @Override
    public String id() {
      return "acme.cluster";
    }

    @Override
    public boolean controls(String deployment) {
      return deployment.equals("shop");
    }

    @Override
    public String current(String deployment) {
      return used;
    }

    @Override
    public Optional<String> before(String deployment, String release) {
      return Optional.ofNullable(before.get(release));
    }

    @Override
    public void use(String deployment, String release) {
      used = release;
    }
  }

  @Test
  void aPlugInThatControlsItWins() throws IOException {
    Cluster cluster = new Cluster();
    place.deployments = List.of(cluster);
    place.withTools();
    Applied applied = place.apply(WISH);
    assertThat(cluster.used).isEqualTo("b");
    assertThat(leads()).isEqualTo("releases/1.10");
    place.acting().undo(applied.entry().row().id(), "ann", false);
    assertThat(cluster.used).isEqualTo("c");
  }

  @Test
  void whatNobodyDeclaredIsSaidToBeNobodys() {
    ActionRequest other =
        ActionRequest.of(ActionType.ROLLBACK_DEPLOYMENT, new Target("deployment", "mail"));
    Refused refused = catchThrowableOfType(Refused.class, () -> place.plan(other));
    assertThat(refused.reason()).isEqualTo(BlockReason.NO_REMEDIATOR);
    assertThat(refused).hasMessageContaining("self_healing.host.deployments");
  }

  @Test
  void numbersInNamesCountAsNumbers() {
    assertThat(
            java.util.stream.Stream.of("v10", "v9", "v9a", "20240102", "20231231", "v009", "v9.1")
                .sorted(Release.OLDEST_FIRST))
        .containsExactly("20231231", "20240102", "v009", "v9", "v9.1", "v9a", "v10");
  }
}
