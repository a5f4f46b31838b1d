package io.healing.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.HealingAction;
import io.healing.api.act.Verification;
import io.healing.api.act.VerificationState;
import io.healing.api.learn.Effectiveness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link ActionRepository} must do. */
public abstract class ActionContract extends StoreContract {

  @ParameterizedTest
  @EnumSource(value = ActionStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
  void anActionComesBackAsItWasAdded(ActionStatus status) {
    long suggestion = addSuggestion("key", NOON);
    ActionDetail detail = Samples.actionDetail(7, NOON).withNote(CAREFUL);
    HealingAction action = Samples.action(0, suggestion, "report", NOON, status);
    long id = store.actions().add(action, detail);
    HealingAction stored = Samples.action(id, suggestion, "report", NOON, status);
    assertThat(again().actions().find(id)).contains(new ActionEntry(stored, detail));
    assertThat(store.actions().find(id + 1)).isEmpty();
  }

  @Test
  void emptyAndMissingContentAreTwoThings() {
    long suggestion = addSuggestion("key", NOON);
    HealingAction action = withContent(suggestion, "", null);
    long id = store.actions().add(action, Samples.actionDetail(1, NOON));
    HealingAction found = again().actions().find(id).orElseThrow().row();
    assertThat(found.originalContent()).isEmpty();
    assertThat(found.newContent()).isNull();
  }

  @Test
  void anUpdateKeepsTheChange() {
    long id = addAction(NOON);
    ActionEntry entry = store.actions().find(id).orElseThrow();
    Verification answer =
        entry.detail().verification().decided(VerificationState.INEFFECTIVE, NOON, CAREFUL);
    HealingAction row = entry.row();
    ActionEntry next =
        new ActionEntry(
            Samples.action(id, row.suggestionId(), "report", NOON, ActionStatus.ROLLED_BACK),
            entry.detail().withVerification(answer).withNote("taken back"));
    store.actions().update(next);
    assertThat(again().actions().find(id)).contains(next);
  }

  @Test
  void anActionNeedsItsSuggestion() {
    HealingAction action = Samples.action(99, "report", NOON);
    assertThatThrownBy(() -> store.actions().add(action, Samples.actionDetail(1, NOON)))
        .isInstanceOf(StoreException.class);
    ActionEntry none =
        new ActionEntry(
            Samples.action(9, 9, "report", NOON, ActionStatus.FAILED),
            Samples.actionDetail(1, NOON));
    assertThatThrownBy(() -> store.actions().update(none)).isInstanceOf(StoreException.class);
  }

  @Test
  void theLastOnATargetTookPlaceAndWasNotTakenBack() {
    Target target = Samples.plan().request().target();
    assertThat(store.actions().lastOn(target)).isEmpty();
    long first = addAction(NOON);
    long second = addAction(NOON.plusSeconds(1));
    assertThat(store.actions().lastOn(target).map(e -> e.row().id())).contains(second);
    setStatus(second, ActionStatus.ROLLED_BACK);
    assertThat(again().actions().lastOn(target).map(e -> e.row().id())).contains(first);
    setStatus(first, ActionStatus.FAILED);
    assertThat(store.actions().lastOn(target)).isEmpty();
    assertThat(store.actions().lastOn(Target.job("report"))).isEmpty();
  }

  @Test
  void theAwaitedComeOldestFirst() {
    long first = addAction(NOON.plusSeconds(9));
    long second = addAction(NOON);
    long third = addAction(NOON.plusSeconds(1));
    verify(second, VerificationState.VERIFIED);
    assertThat(again().actions().verifying())
        .extracting(entry -> entry.row().id())
        .containsExactly(first, third);
  }

  @Test
  void pagesGoBackFromTheNewest() {
    for (int i = 0; i < 4; i++) {
      addAction(NOON.plusSeconds(i));
    }
    setStatus(2, ActionStatus.FAILED);
    assertThat(ids(Page.newest(2))).containsExactly(4L, 3L);
    assertThat(ids(Page.newest(2).before(3))).containsExactly(2L, 1L);
    assertThat(ids(Page.newest(9).in("failed"))).containsExactly(2L);
    assertThat(ids(Page.newest(9).of(Subject.job("report")))).hasSize(4);
    assertThat(ids(Page.newest(9).of(Subject.job("other")))).isEmpty();
  }

  @Test
  void effectivenessCountsWhatWasAnsweredByFindingAndType() {
    store.incidents().save(Samples.incident("i-00000001"));
    VerificationState[] answers = {
      VerificationState.VERIFIED,
      VerificationState.VERIFIED,
      VerificationState.INEFFECTIVE,
      VerificationState.INCONCLUSIVE,
      VerificationState.NONE,
      VerificationState.PENDING
    };
    for (VerificationState answer : answers) {
      addFor("i-00000001", answer);
    }
    addFor(null, VerificationState.VERIFIED);
    assertThat(again().actions().effectiveness())
        .containsExactly(new Effectiveness("job.failed", "edit_config", 2, 1, 1));
  }

  @Test
  void aStatusThatIsOnlyReadIsNotStored() {
    long suggestion = addSuggestion("key", NOON);
    HealingAction action = Samples.action(0, suggestion, "report", NOON, ActionStatus.UNKNOWN);
    assertThatThrownBy(() -> store.actions().add(action, Samples.actionDetail(1, NOON)))
        .isInstanceOf(StoreException.class);
    assertThat(store.actions().page(Page.newest(1))).isEmpty();
  }

  private void addFor(String incident, VerificationState answer) {
    long suggestion = addSuggestion("key", NOON);
    ActionDetail sample = Samples.actionDetail(1, NOON);
    ActionDetail detail =
        new ActionDetail(
            1,
            sample.target(),
            "a",
            "p",
            sample.verification().decided(answer, NOON, ""),
            null,
            incident,
            "policy",
            "");
    store.actions().add(Samples.action(suggestion, "report", NOON), detail);
  }

  private void setStatus(long id, ActionStatus status) {
    ActionEntry entry = store.actions().find(id).orElseThrow();
    HealingAction row = entry.row();
    store
        .actions()
        .update(
            new ActionEntry(
                Samples.action(id, row.suggestionId(), row.jobId(), row.createdAt(), status),
                entry.detail()));
  }

  private void verify(long id, VerificationState answer) {
    ActionEntry entry = store.actions().find(id).orElseThrow();
    Verification next = entry.detail().verification().decided(answer, NOON, "seen");
    store.actions().update(new ActionEntry(entry.row(), entry.detail().withVerification(next)));
  }

  private List<Long> ids(Page page) {
    return store.actions().page(page).stream().map(entry -> entry.row().id()).toList();
  }

  private static HealingAction withContent(long suggestion, String original, String next) {
    return new HealingAction(
        0,
        suggestion,
        "report",
        "edit_config",
        null,
        original,
        next,
        null,
        ActionStatus.SUCCESS,
        null,
        false,
        null,
        null,
        null,
        NOON);
  }
}
