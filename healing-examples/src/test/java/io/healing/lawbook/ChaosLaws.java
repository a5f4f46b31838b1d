package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Image;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.VerificationState;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentKind;
import io.healing.api.store.IntentState;
import io.healing.api.store.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The laws, asked of the store and of the files after each step of a chaos. */
final class ChaosLaws {
  static final int ACTIONS_PER_HOUR = 6;
  static final int ATTEMPTS = 3;
  private static final int GAP = 60;
  private static final Duration HOUR = Duration.ofHours(1);

  private final HealingStore store;
  private final Set<String> healed;
  private final List<Intent> intents = new ArrayList<>();
  private final Map<String, List<Instant>> runs = new HashMap<>();
  private final Set<Long> seenBack = new HashSet<>();
  private long last;
  private int newFrom;

  /**
   * What happened in a step.
   *
   * @param paused whether all automatic changes were paused during the whole of it
   * @param marked what the remediator of the chaos was told to change
   */
  record Step(boolean paused, List<Target> marked) {}

  /**
   * @param store the store itself, which does not fail
   * @param healed the jobs that may be changed without a person
   */
  ChaosLaws(HealingStore store, Set<String> healed) {
    this.store = store;
    this.healed = healed;
  }

  /** The whole content that belongs to a marker. */
  static String content(String marker) {
    return ("marker " + marker + " of a file\n").repeat(5);
  }

  /** A run that was well began and ended then. */
  void ranWell(String job, Instant at) {
    runs.computeIfAbsent(job, name -> new ArrayList<>()).add(at);
  }

  int intents() {
    return intents.size();
  }

  void check(Step step) {
    readIntents();
    nothingIsChangedThatMayNotBe(step);
    commandsAreNamed();
    everythingIsJournalled(step);
    noTwoAreOpenOnOneTarget();
    successIsVerified();
    itIsBounded();
  }

  private void readIntents() {
    for (int i = 0; i < intents.size(); i++) {
      if (pending(intents.get(i))) {
        intents.set(i, store.journal().find(intents.get(i).id()).orElseThrow());
      }
    }
    newFrom = intents.size();
    for (long id = last + 1; id < last + GAP; id++) {
      store.journal().find(id).ifPresent(intents::add);
    }
    last = intents.isEmpty() ? 0 : intents.get(intents.size() - 1).id();
  }

  private static boolean pending(Intent intent) {
    return intent.state() == IntentState.OPEN || intent.state() == IntentState.UNSETTLED;
  }

  private List<Intent> fresh() {
    return intents.subList(newFrom, intents.size());
  }

  /** Laws 1 and 8. */
  private void nothingIsChangedThatMayNotBe(Step step) {
    for (Intent intent : fresh()) {
      if (intent.automatic()) {
        assertThat(step.paused()).as("paused, but %s", intent).isFalse();
      }
      if (intent.kind() == IntentKind.UNDO) {
        continue;
      }
      if (intent.automatic()) {
        assertThat(healed).as("%s", intent).contains(intent.subject().name());
      } else {
        assertThat(approved(intent)).as("the approval of %s", intent).isEqualTo(hash(intent));
      }
    }
  }

  /** Law 4. */
  private void commandsAreNamed() {
    for (Intent intent : fresh()) {
      if (intent.plan().request().target().scheme().equals("command")) {
        assertThat(intent.plan().request().target().name())
            .as("%s", intent)
            .isEqualTo(ChaosJobs.COMMAND);
      }
    }
  }

  private String approved(Intent intent) {
    return String.valueOf(
        store.suggestions().find(intent.suggestionId()).orElseThrow().detail().approvedHash());
  }

  private static String hash(Intent intent) {
    return intent.plan().hash();
  }

  /** Law 2: no change without its intent, no action without one, none twice. */
  private void everythingIsJournalled(Step step) {
    for (Target target : step.marked()) {
      assertThat(intents)
          .as("an intent for what was done to %s", target)
          .anyMatch(intent -> intent.plan().request().target().equals(target));
    }
    Set<Long> suggestions = new HashSet<>();
    for (ActionEntry action : actions()) {
      Intent intent =
          store
              .journal()
              .find(action.detail().intentId())
              .orElseThrow(() -> new AssertionError("no intent of " + action));
      assertThat(intent.kind()).isEqualTo(IntentKind.APPLY);
      assertThat(intent.plan().hash()).isEqualTo(action.detail().planHash());
      assertThat(suggestions.add(action.row().suggestionId())).as("twice: %s", action).isTrue();
    }
  }

  private List<ActionEntry> actions() {
    return store.actions().page(Page.newest(1_000));
  }

  /** Law 13, as far as one owner of a target goes. */
  private void noTwoAreOpenOnOneTarget() {
    Set<Target> busy = new HashSet<>();
    for (Intent intent : intents) {
      assertThat(pending(intent) && !busy.add(intent.plan().request().target()))
          .as("a second one is pending on the target of %s", intent)
          .isFalse();
    }
  }

  /** Law 6. */
  private void successIsVerified() {
    for (ActionEntry action : actions()) {
      boolean says = action.detail().verification().state() == VerificationState.VERIFIED;
      if (says && action.row().status() == ActionStatus.SUCCESS) {
        Instant since = action.detail().verification().since();
        if (new Subject(action.row().jobId()).isJob()) {
          assertThat(runs.getOrDefault(action.row().jobId(), List.of()))
              .as("a good run since %s that proves %s", since, action)
              .anyMatch(began -> !began.isBefore(since));
        } else {
          assertThat(action.detail().verification().decidedAt()).isAfterOrEqualTo(since);
        }
      }
    }
  }

  /** Law 7. */
  private void itIsBounded() {
    List<Instant> begun =
        intents.stream()
            .filter(intent -> intent.automatic() && intent.kind() == IntentKind.APPLY)
            .map(Intent::begunAt)
            .sorted()
            .toList();
    for (int i = ACTIONS_PER_HOUR; i < begun.size(); i++) {
      assertThat(Duration.between(begun.get(i - ACTIONS_PER_HOUR), begun.get(i)))
          .as("actions an hour: %s", begun)
          .isGreaterThanOrEqualTo(HOUR);
    }
    for (Intent intent : fresh()) {
      if (intent.incidentKey() != null && intent.automatic()) {
        store
            .counters()
            .find(intent.incidentKey())
            .ifPresent(c -> assertThat(c.attempts()).as("%s", c).isLessThanOrEqualTo(ATTEMPTS));
      }
    }
  }

  /** Laws 2 and 5: a file that Healing changed is as an intent on it says, byte for byte. */
  void fileIsAsIntended(Path file, Image before, Image now) {
    if (before.equals(now)) {
      return;
    }
    List<Intent> on =
        intents.stream()
            .filter(intent -> intent.plan().request().target().equals(Target.file(file)))
            .filter(intent -> intent.state() != IntentState.FAILED)
            .toList();
    assertThat(on)
        .as("an intent that made %s of %s in %s", now, before, file)
        .anyMatch(intent -> to(intent).equals(now));
    List<Intent> fresh = on.stream().filter(fresh()::contains).toList();
    if (fresh.size() == 1) {
      assertThat(from(fresh.get(0))).as("the image before of %s", fresh).isEqualTo(before);
    }
  }

  private static Image to(Intent intent) {
    return intent.kind() == IntentKind.APPLY ? intent.plan().after() : intent.plan().before();
  }

  private static Image from(Intent intent) {
    return intent.kind() == IntentKind.APPLY ? intent.plan().before() : intent.plan().after();
  }

  /** Law 5: an action that is told to be taken back for the first time left what was before it. */
  void takenBackIsExact(Path file, Image now) {
    for (ActionEntry action : actions()) {
      boolean back = action.row().status() == ActionStatus.ROLLED_BACK;
      if (back && seenBack.add(action.row().id()) && newestOn(file, action)) {
        Intent intent = store.journal().find(action.detail().intentId()).orElseThrow();
        assertThat(now).as("after %s", action).isEqualTo(intent.plan().before());
      }
    }
  }

  private boolean newestOn(Path file, ActionEntry action) {
    return action.detail().target().equals(Target.file(file))
        && intents.stream()
            .filter(intent -> intent.plan().request().target().equals(Target.file(file)))
            .filter(intent -> intent.kind() == IntentKind.APPLY)
            .allMatch(intent -> intent.id() <= action.detail().intentId());
  }

  /** Law 10, when all is quiet again: nothing hangs. */
  void nothingHangs() {
    assertThat(store.journal().open()).as("open intents").isEmpty();
    assertThat(store.reviews().running()).as("reviews that never end").isEmpty();
    for (ActionEntry action : actions()) {
      assertThat(action.row().status()).as("%s", action).isNotEqualTo(ActionStatus.UNKNOWN);
    }
  }
}
