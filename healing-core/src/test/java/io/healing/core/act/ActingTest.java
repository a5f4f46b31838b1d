package io.healing.core.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Image;
import io.healing.api.Samples;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.VerificationState;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.Decision;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentKind;
import io.healing.api.store.IntentState;
import io.healing.api.store.SuggestionEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** From an order to its rows, and back. */
class ActingTest {
  @TempDir Path home;
  private Workplace place;
  private Path file;

  @BeforeEach
  void openTheWorkplace() {
    place = new Workplace(home);
    file = place.own("report.conf", "dir=/gone\n");
  }

  private ActionRequest edit() {
    return place.edit(file, "dir=/srv\n");
  }

  private Undone undo(long action, boolean automatic) {
    return place.acting().undo(action, "ann", automatic);
  }

  @Test
  void anAppliedOrderIsToldInEveryRow() {
    place.incident = Samples.incident("i-00000001");
    place.store.incidents().save(place.incident);
    Order order = place.order(place.plan(edit()));
    Applied applied = place.acting().apply(order);

    assertThat(applied.state()).isEqualTo(IntentState.DONE);
    ActionEntry entry = place.store.actions().find(applied.entry().row().id()).orElseThrow();
    assertThat(entry).isEqualTo(applied.entry());
    assertThat(place.recorded).containsExactly(entry);
    assertThat(entry.row().status()).isEqualTo(ActionStatus.SUCCESS);
    assertThat(entry.row().actionType()).isEqualTo("edit_config");
    assertThat(entry.row().filePath()).isEqualTo(file.toString());
    assertThat(entry.row().originalContent()).isEqualTo("dir=/gone\n");
    assertThat(entry.row().newContent()).isEqualTo("dir=/srv\n");
    assertThat(entry.row().canRollback()).isTrue();
    assertThat(entry.row().errorMessage()).isNull();
    assertThat(entry.detail().planHash()).isEqualTo(order.plan().hash());
    assertThat(entry.detail().afterHash()).isEqualTo(Image.of("dir=/srv\n").hash());
    assertThat(entry.detail().incidentId()).isEqualTo("i-00000001");
    assertThat(entry.detail().incidentKey()).isEqualTo(place.incident.key());
    assertThat(entry.detail().by()).isEqualTo("policy");
    assertThat(entry.detail().verification().state()).isEqualTo(VerificationState.PENDING);
    assertThat(entry.detail().verification().deadline())
        .isEqualTo(place.clock.instant().plusMillis(1).plus(Duration.ofHours(24)));
    SuggestionEntry suggestion = place.stored(order);
    assertThat(suggestion.row().status()).isEqualTo(SuggestionStatus.APPLIED);
    assertThat(suggestion.row().actionId()).isEqualTo(entry.row().id());
    assertThat(suggestion.row().appliedAt()).isEqualTo(place.clock.instant());
    assertThat(suggestion.row().reviewedBy()).isEqualTo("auto");
    assertThat(suggestion.detail().decidedBy()).isEqualTo("policy");
    assertThat(suggestion.detail().approvedHash()).isNull();
    Intent intent = place.store.journal().find(applied.intentId()).orElseThrow();
    assertThat(intent.state()).isEqualTo(IntentState.DONE);
    assertThat(intent.plan()).isEqualTo(order.plan());
    assertThat(file).hasContent("dir=/srv\n");
  }

  @Test
  void theIntentIsWrittenBeforeTheFileAndSettledAfterIt() {
    place.steps =
        step -> {
          boolean open = !place.store.journal().open().isEmpty();
          assertThat(open).as(step).isEqualTo(!step.equals("t1.before") && !after(step));
          assertThat(Workplace.text(file).equals("dir=/srv\n"))
              .as(step)
              .isEqualTo(
                  List.of("w.renamed", "w.after", "t2.before").contains(step) || after(step));
        };
    assertThat(place.apply(edit()).state()).isEqualTo(IntentState.DONE);
  }

  private static boolean after(String step) {
    return step.equals("t2.inside") || step.equals("t2.after");
  }

  @Test
  void theGatesAreAskedAgainInsideTheTransactionAndNothingIsKeptWhenTheyRefuse() {
    Order order = place.order(place.plan(edit()));
    place.gates = () -> new Decision.CheckAgain(Duration.ofHours(1), BlockReason.PAUSED, "by ann");
    boolean[] counted = new boolean[1];
    Order gated =
        new Order(
            order.suggestion(),
            order.plan(),
            order.situation(),
            "policy",
            true,
            null,
            null,
            place.gates,
            () -> counted[0] = true);
    Refused fault = catchThrowableOfType(Refused.class, () -> place.acting().apply(gated));
    assertThat(fault.reason()).isEqualTo(BlockReason.PAUSED);
    assertThat(fault).hasMessageContaining("by ann");
    assertThat(counted[0]).isFalse();
    assertThat(place.stored(order)).isEqualTo(order.suggestion());
    assertThat(place.store.journal().open()).isEmpty();
    assertThat(file).hasContent("dir=/gone\n");
  }

  @Test
  void whatCountsTheAttemptIsTakenBackWithTheTransaction() {
    Order order = place.order(place.plan(edit()));
    Order failing =
        new Order(
            order.suggestion(),
            order.plan(),
            order.situation(),
            "policy",
            true,
            null,
            null,
            place.gates,
            () -> {
              throw new IllegalStateException("the counter broke");
            });
    assertThatThrownBy(() -> place.acting().apply(failing)).hasMessageContaining("counter broke");
    assertThat(place.stored(order)).isEqualTo(order.suggestion());
    assertThat(place.store.journal().open()).isEmpty();
    assertThat(file).hasContent("dir=/gone\n");
  }

  @Test
  void anOrderIsCarriedOutOnce() {
    Order order = place.order(place.plan(edit()));
    place.acting().apply(order);
    Refused fault = catchThrowableOfType(Refused.class, () -> place.acting().apply(order));
    assertThat(fault.reason()).isEqualTo(BlockReason.BUSY);
    assertThat(place.recorded).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = SuggestionStatus.class,
      names = {"REJECTED", "APPLIED", "FAILED"})
  void onlyWhatIsPendingOrApprovedIsCarriedOut(SuggestionStatus status) {
    ActionPlan plan = place.plan(edit());
    Order order = place.order(place.suggestion(plan, status, null), plan);
    assertThatThrownBy(() -> place.acting().apply(order)).isInstanceOf(Refused.class);
    assertThat(file).hasContent("dir=/gone\n");
  }

  @Test
  void aTargetIsInOneHandAtATime() {
    place.store.journal().begin(intentOnFile(place.instance));
    Order order = place.order(place.plan(edit()));
    Refused fault = catchThrowableOfType(Refused.class, () -> place.acting().apply(order));
    assertThat(fault.reason()).isEqualTo(BlockReason.BUSY);
    assertThat(place.stored(order)).isEqualTo(order.suggestion());
    assertThat(file).hasContent("dir=/gone\n");
  }

  private Intent intentOnFile(long owner) {
    ActionPlan plan = place.plan(edit());
    SuggestionEntry other = place.suggestion(plan, SuggestionStatus.APPROVED, null);
    return new Intent(
        0,
        IntentKind.APPLY,
        place.situation().subject(),
        other.row().id(),
        0,
        plan,
        null,
        null,
        "policy",
        true,
        owner,
        IntentState.OPEN,
        place.clock.instant(),
        null,
        "");
  }

  @Test
  void anApprovalHoldsForThePlanThatThePersonSaw() {
    ActionPlan seen = place.plan(edit());
    ActionPlan other = place.plan(place.edit(file, "dir=/tmp\n"));
    SuggestionEntry approved = place.suggestion(seen, SuggestionStatus.APPROVED, seen.hash());
    Refused fault =
        catchThrowableOfType(
            Refused.class, () -> place.acting().apply(place.order(approved, other)));
    assertThat(fault.reason()).isEqualTo(BlockReason.WORLD_MOVED_ON);
    assertThat(file).hasContent("dir=/gone\n");
    assertThat(place.acting().apply(place.order(approved, seen)).state())
        .isEqualTo(IntentState.DONE);
  }

  @ParameterizedTest
  @CsvSource({"-1,true", "0,true", "1,false"})
  void anApprovalExpires(int secondsAfter, boolean valid) {
    Order order = place.order(place.plan(edit()));
    place.clock.advance(Duration.ofDays(14).plusSeconds(secondsAfter));
    if (valid) {
      assertThat(place.acting().apply(order).state()).isEqualTo(IntentState.DONE);
    } else {
      Refused fault = catchThrowableOfType(Refused.class, () -> place.acting().apply(order));
      assertThat(fault.reason()).isEqualTo(BlockReason.EXPIRED);
      assertThat(file).hasContent("dir=/gone\n");
    }
  }

  @Test
  void aFileThatAPersonChangedAfterTheAnalysisIsNotOverwritten() throws IOException {
    Order order = place.order(place.plan(edit()));
    Files.writeString(file, "dir=/mine\n");
    Applied applied = place.acting().apply(order);
    assertThat(applied.state()).isEqualTo(IntentState.FAILED);
    assertThat(applied.note()).contains("changed since the plan was made");
    assertThat(file).hasContent("dir=/mine\n");
    assertThat(place.stored(order).row().status()).isEqualTo(SuggestionStatus.FAILED);
    assertThat(applied.entry().row().status()).isEqualTo(ActionStatus.FAILED);
    assertThat(applied.entry().detail().verification().state()).isEqualTo(VerificationState.NONE);
    assertThat(applied.entry().row().canRollback()).isFalse();
  }

  @Test
  void theGuardStandsBeforeTheWriteToo() {
    Order order = place.order(place.plan(edit()));
    place.forbidden.add("*.conf");
    Applied applied = place.acting().apply(order);
    assertThat(applied.state()).isEqualTo(IntentState.FAILED);
    assertThat(applied.note()).contains("forbidden_paths");
    assertThat(file).hasContent("dir=/gone\n");
  }

  @Test
  void secretsAreKeptInTheJournalOnlyAndTakenBackExactly() {
    Path secret = place.own("secret.conf", "password=hunter2\n");
    Applied applied = place.apply(place.edit(secret, "password=hunter2\nx=1\n"));
    assertThat(applied.entry().row().originalContent()).isEqualTo("password=[secret]\n");
    assertThat(applied.entry().row().newContent()).isEqualTo("password=[secret]\nx=1\n");
    undo(applied.entry().row().id(), false);
    assertThat(secret).hasContent("password=hunter2\n");
  }

  @Test
  void whoChangesATargetAfterUsOwnsIt() throws IOException {
    place.apply(edit());
    assertThat(place.acting().contested(place.plan(place.edit(file, "dir=/tmp\n")))).isFalse();
    Files.writeString(file, "dir=/mine\n");
    assertThat(place.acting().contested(place.plan(edit()))).isTrue();
  }

  @Test
  void whoRemovesADirectoryThatWeMadeOwnsItsPlace() throws IOException {
    Path directory = place.base.resolve("out");
    place.list(directory.resolve("a"));
    ActionRequest wish =
        ActionRequest.of(ActionType.CREATE_DIRECTORY, new Target("file", directory.toString()));
    assertThat(place.acting().contested(place.plan(wish))).isFalse();
    place.apply(wish);
    Files.delete(directory);
    assertThat(place.acting().contested(place.plan(wish))).isTrue();
  }

  @Test
  void whatNobodyCanDoIsSaidAndNotPretended() {
    ActionRequest wish = ActionRequest.of(ActionType.SCALE_RESOURCES, new Target("pool", "orders"));
    Refused fault = catchThrowableOfType(Refused.class, () -> place.plan(wish));
    assertThat(fault.reason()).isEqualTo(BlockReason.NO_REMEDIATOR);
    assertThat(fault).hasMessageContaining("scale_resources").hasMessageContaining("pool:orders");
  }

  @Test
  void anAbandonedOrderIsUnsettledAndWhatComesLaterChangesNothing() {
    Order order = place.order(place.plan(edit()));
    Acting acting = place.acting();
    place.steps =
        step -> {
          if (step.equals("w.after")) {
            assertThat(acting.abandon(order.plan().request().target()))
                .hasValueSatisfying(s -> assertThat(s.state()).isEqualTo(IntentState.UNSETTLED));
          }
        };
    Applied applied = acting.apply(order);
    assertThat(applied.state()).isEqualTo(IntentState.UNSETTLED);
    assertThat(applied.entry()).isNull();
    assertThat(place.recorded).hasSize(1);
    assertThat(place.recorded.get(0).row().status()).isEqualTo(ActionStatus.FAILED);
    assertThat(place.recorded.get(0).row().errorMessage()).contains("a person must look");
    assertThat(place.store.journal().pendingOn(order.plan().request().target())).isPresent();
    assertThat(acting.abandon(order.plan().request().target())).isEmpty();
    assertThat(acting.settle()).isEmpty();
  }
}
