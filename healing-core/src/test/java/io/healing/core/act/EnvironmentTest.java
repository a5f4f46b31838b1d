package io.healing.core.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Verification;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.IntentState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a declared environment names may be added to, by the same way as for a job. */
class EnvironmentTest {
  @TempDir Path home;
  private Workplace place;

  @BeforeEach
  void openTheWorkplace() {
    place = new Workplace(home);
    place.subject = Subject.environment("healing.yaml");
    place.declared = Set.of(place.base.resolve("data/in"), place.base.resolve("empty.log"));
  }

  private ActionRequest make(ActionType type, String name) {
    return ActionRequest.of(type, new Target("file", place.base.resolve(name).toString()));
  }

  @Test
  void whatIsDeclaredIsOfLowRiskAndIsMade() {
    assertThat(place.plan(make(ActionType.CREATE_FILE, "empty.log")).risk())
        .isEqualTo(SuggestionSeverity.LOW);
    assertThat(place.apply(make(ActionType.CREATE_FILE, "empty.log")).state())
        .isEqualTo(IntentState.DONE);
    assertThat(place.apply(make(ActionType.CREATE_DIRECTORY, "data/in")).state())
        .isEqualTo(IntentState.DONE);
    assertThat(place.base.resolve("data/in")).isDirectory();
  }

  @Test
  void itIsTakenBackByTheSameWayAsAnEdit() {
    ActionEntry entry = place.apply(make(ActionType.CREATE_DIRECTORY, "data/in")).entry();
    assertThat(place.acting().undo(entry.row().id(), "ann", false).state())
        .isEqualTo(IntentState.DONE);
    assertThat(place.base.resolve("data")).doesNotExist();
  }

  @Test
  void whatIsNotDeclaredMayOnlyBeAddedAndIsOfHigherRisk() {
    Path other = place.file("other.log", "a line");
    assertThat(place.plan(make(ActionType.CREATE_FILE, "more.log")).risk())
        .isEqualTo(SuggestionSeverity.MEDIUM);
    assertThatThrownBy(() -> place.plan(place.edit(other, "another line")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("other.log is not declared");
    assertThat(other).hasContent("a line");
  }

  @Test
  void whatIsDeclaredThroughALinkIsStillOfLowRisk() throws Exception {
    Path real = Files.createDirectory(place.base.resolve("real"));
    Path link = Files.createSymbolicLink(place.base.resolve("link"), real);
    place.declared = Set.of(link.resolve("empty.log"));
    assertThat(place.plan(make(ActionType.CREATE_FILE, "link/empty.log")).risk())
        .isEqualTo(SuggestionSeverity.LOW);
  }

  @Test
  void aFileIsPlannedBeforeItsDirectoryWhereTheWishSaysSo() {
    place.declared = Set.of(place.base.resolve("conf/.env"));
    ActionRequest file = make(ActionType.CREATE_FILE, "conf/.env").with("content", "A=1");
    assertThatThrownBy(() -> place.plan(file))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("is missing");
    ActionPlan plan = place.plan(file.with("after_directory", "true"));
    assertThat(plan.risk()).isEqualTo(SuggestionSeverity.LOW);
    Applied early = place.acting().apply(place.order(plan));
    assertThat(early.state()).isEqualTo(IntentState.FAILED);
    assertThat(early.note()).contains("The directory of", "is missing");
    assertThat(place.base).isEmptyDirectory();
    place.apply(make(ActionType.CREATE_DIRECTORY, "conf"));
    assertThat(place.acting().apply(place.order(plan)).state()).isEqualTo(IntentState.DONE);
    assertThat(place.base.resolve("conf/.env")).hasContent("A=1");
  }

  @Test
  void aFileForItsOwnerIsForNobodyElseHoweverOpenItsDirectory() throws Exception {
    Files.setPosixFilePermissions(place.base, PosixFilePermissions.fromString("rwxrwxrwx"));
    ActionRequest file = make(ActionType.CREATE_FILE, "empty.log");
    place.apply(file.with("owner_only", "true"));
    assertThat(mode("empty.log")).isEqualTo("rw-------");
    place.apply(make(ActionType.CREATE_FILE, "more.log"));
    assertThat(mode("more.log")).isEqualTo("rw-rw-rw-");
  }

  private String mode(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(place.base.resolve(name)));
  }

  @Test
  void itIsJudgedByALookAfterTheSettleTime() {
    ActionEntry entry = place.apply(make(ActionType.CREATE_FILE, "empty.log")).entry();
    Verification asked = entry.detail().verification();
    Instant after = place.clock.instant().plusMillis(1);
    assertThat(asked.since()).isEqualTo(after.plus(Duration.ofSeconds(60)));
    assertThat(asked.deadline()).isEqualTo(after.plus(Duration.ofSeconds(120)));
  }
}
