package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.ActionType;
import io.healing.api.PluginState;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.ProcedureSpec;
import io.healing.api.act.ProcedureStep;
import io.healing.api.act.Remediator;
import io.healing.api.act.StepFailure;
import io.healing.api.act.Undo;
import io.healing.api.act.VerificationState;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.HealingStore;
import io.healing.api.store.StoreException;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.Healing;
import io.healing.sqlite.SqliteHealingStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What goes wrong around a procedure abandons no incident and undoes no good repair. */
class ProcedureFaultsTest extends CarefulProcedure {
  @Test
  void aStoreThatFailsWhenAProcedureBeginsAbandonsNoIncident() {
    try (HealingStore real = SqliteHealingStore.open(home.resolve(House.DATABASE))) {
      LockedStore locked = new LockedStore(real, OWNER);
      House.Plan plan = plan(SuggestionSeverity.HIGH, careful(edit(FIRST)));
      House house = opened(plan.store(locked.store()), FIRST);
      locked.failing(1);
      assertThatThrownBy(() -> happen(house, BAD, BAD)).isInstanceOf(StoreException.class);
      assertThat(locked.left()).isZero();
      house.ticks(4, Duration.ofSeconds(31));

      assertThat(house.read(FIRST)).as(house.admin().why(JOB)).isEqualTo(GOOD);
      house.tick(Duration.ofMinutes(1)).run(JOB).ticks(2, Duration.ofSeconds(31));
      assertThat(judged(house)).containsExactly(VerificationState.VERIFIED);
      house.manual.close();
    }
  }

  @Test
  void aStoreThatFailsWhenAStepWasApprovedLosesNoApproval() {
    try (HealingStore real = SqliteHealingStore.open(home.resolve(House.DATABASE))) {
      LockedStore locked = new LockedStore(real, OWNER);
      House.Plan plan = plan(SuggestionSeverity.LOW, careful(edit(FIRST), edit(SECOND)));
      House house = opened(plan.store(locked.store()), FIRST);
      happen(house, BAD, BAD);
      SuggestionEntry seen = house.planned(SuggestionStatus.PENDING);
      house.admin().approve(seen.row().id(), House.hash(seen), "anna");
      locked.failing(1);
      assertThatThrownBy(() -> house.tick(Duration.ofSeconds(1)))
          .isInstanceOf(StoreException.class);
      house.ticks(3, Duration.ofSeconds(6));

      assertThat(house.read(FIRST)).as(house.admin().why(JOB)).isEqualTo(GOOD);
      assertThat(course(house)).as("it is still a step of the procedure").isNotEmpty();
      house.manual.close();
    }
  }

  @Test
  void aStepWhoseTargetIsAsWantedAlreadyIsInPlace() {
    ProcedureSpec spec = careful(edit(FIRST), edit(SECOND));
    try (House house = opened(plan(SuggestionSeverity.HIGH, spec), FIRST, SECOND)) {
      happen(house, BAD, GOOD);
      house.ticks(2, Duration.ofSeconds(31));
      assertThat(house.read(FIRST)).as(house.admin().why(JOB)).isEqualTo(GOOD);
      house.run(JOB).ticks(2, Duration.ofSeconds(31));
      assertThat(judged(house)).containsExactly(VerificationState.VERIFIED);
      assertThat(house.store.incidents().active()).isEmpty();
    }
  }

  @Test
  void aProcedureThatLeavesNothingToDoIsToldToAPersonAndFailsNoTurn() {
    ProcedureStep left = edit("third.properties").onFailure(StepFailure.CONTINUE);
    House.Plan plan = plan(SuggestionSeverity.HIGH, careful(edit(FIRST), left));
    Instant then;
    try (House house = opened(plan, FIRST, SECOND)) {
      happen(house, BAD, BAD);
      List<String> row = new ArrayList<>(course(house));
      row.set(6, "2");
      row.set(PHASE, "NEXT");
      house.store.states().save(OWNER, Map.of(row.get(0), state(row)));
      then = house.now();
    }
    House.Plan later = plan(SuggestionSeverity.HIGH, careful(edit(FIRST), left)).from(then);
    try (House next = opened(later, FIRST, SECOND)) {
      next.ticks(2, Duration.ofSeconds(11));
      assertThat(course(next)).isEmpty();
      assertThat(next.admin().why(JOB)).contains("no longer declared as it was begun");
    }
  }

  @Test
  void aRowOfAnotherReleaseStopsNothingAndIsTold() {
    HealingStore store = SqliteHealingStore.open(home.resolve(House.DATABASE));
    store.states().save(OWNER, Map.of("i-1", new PluginState(2, "{\"form\":2}")));
    for (String owner : List.of("healing.procedure.offer", "healing.until", "healing.undo")) {
      store.states().save(owner, Map.of("nonsense", new PluginState(1, "nonsense")));
    }
    store.states().save("healing.escalation", Map.of("i-1", new PluginState(1, "")));
    store.close();

    ProcedureSpec spec = careful(edit(FIRST), edit(SECOND));
    try (House house = opened(plan(SuggestionSeverity.HIGH, spec), FIRST, SECOND)) {
      happen(house, BAD, BAD);
      assertThat(house.read(SECOND)).as(house.admin().why(JOB)).isEqualTo(GOOD);
      assertThat(house.store.incidents().active())
          .filteredOn(incident -> incident.findingId().equals("store.rows_unreadable"))
          .singleElement()
          .satisfies(
              incident ->
                  assertThat(incident.message())
                      .contains("healing.procedure i-1 (it is of form 2")
                      .contains("healing.procedure.offer nonsense")
                      .contains("healing.until nonsense")
                      .contains("healing.undo nonsense")
                      .contains("healing.escalation i-1"));
    }
  }

  @Test
  void whatIsStoredInAnotherFormDoesNotReachWhoStartsHealing() {
    HealingStore store = SqliteHealingStore.open(home.resolve(House.DATABASE));
    store.states().save(OWNER, Map.of("i-1", new PluginState(2, "{\"form\":2}")));
    try (Healing healing = Healing.builder().store(store).build()) {
      assertThat(healing.start().status().running()).isTrue();
    }
    store.close();
  }

  private static final class Shaker implements Remediator {
    private static final ActionType SHAKE = new ActionType("vendor.shake");
    private int fails;
    private int shaken;

    @Override
    public String id() {
      return "vendor.shaker";
    }

    @Override
    public Set<Ability> abilities() {
      return Set.of(new Ability(SHAKE, "job", Undo.NOT_NEEDED));
    }

    @Override
    public ActionPlan plan(PlanRequest request) {
      if (fails > 0) {
        fails--;
        throw new IllegalStateException("the shaker is gone");
      }
      return ActionPlan.of(request.wish(), "Shake it")
          .withUndo(Undo.NOT_NEEDED)
          .withRisk(SuggestionSeverity.LOW);
    }

    @Override
    public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
      return Inspection.BEFORE;
    }

    @Override
    public String apply(ActionPlan plan, PlanRequest request) {
      shaken++;
      return "";
    }

    @Override
    public void undo(ActionPlan plan, PlanRequest request) {
      throw new UnsupportedOperationException();
    }
  }

  private House shaking(Shaker shaker, int retries) {
    ProcedureStep shake = ProcedureStep.of("vendor.shake", "Shake it.").withRetries(retries);
    return opened(plan(SuggestionSeverity.HIGH, careful(edit(FIRST), shake)).plugin(shaker), FIRST);
  }

  @Test
  void aPlannerThatThrowsIsAFailedTryAndItsPluginIsBlamed() {
    Shaker shaker = new Shaker();
    shaker.fails = 1;
    try (House house = shaking(shaker, 1)) {
      happen(house, BAD, BAD);
      assertThat(house.store.incidents().active())
          .anyMatch(incident -> incident.subject().name().equals("@healing/vendor.shaker"));
      house.ticks(3, Duration.ofSeconds(2));
      assertThat(shaker.shaken).as(house.admin().why(JOB)).isEqualTo(1);
    }
  }

  @Test
  void aPlannerThatThrowsAtEveryTryEndsTheProcedure() {
    Shaker shaker = new Shaker();
    shaker.fails = 10;
    try (House house = shaking(shaker, 0)) {
      happen(house, BAD, BAD);
      house.ticks(2, Duration.ofSeconds(11));
      assertThat(house.admin().why(JOB)).contains("the shaker is gone");
      assertThat(house.read(FIRST)).isEqualTo(BAD);
      assertThat(course(house)).isEmpty();
    }
  }

  /** What the incident has become meanwhile is no measure. */
  @Test
  void whatIsFoundAfterwardsIsComparedWithTheSeverityAtTheActionsTime() {
    try (House house = opened(plan(SuggestionSeverity.HIGH, careful(edit(FIRST))), FIRST)) {
      happen(house, BAD, BAD);
      String id = Long.toString(house.admin().actions().get(0).row().id());
      String noted = house.store.states().find("healing.severity", id).orElseThrow().text();
      assertThat(noted).isEqualTo(house.store.incidents().active().get(0).severity().word());

      house.tick(Duration.ofMinutes(1)).run(JOB).ticks(2, Duration.ofSeconds(31));
      assertThat(judged(house)).containsExactly(VerificationState.VERIFIED);
      assertThat(house.store.states().all("healing.severity")).isEmpty();
    }
  }
}
