package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.ProcedureSpec;
import io.healing.api.act.ProcedureStep;
import io.healing.api.act.StepCondition;
import io.healing.api.act.VerificationState;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.Page;
import io.healing.api.store.SuggestionEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What counts as the time of a procedure, and what does not. */
class ProcedureTimesTest extends CarefulProcedure {
  @Test
  void aRepairIsNotUndoneWhileTheNextRunIsAwaited() {
    ProcedureSpec spec = careful(edit(FIRST), edit(SECOND).when(StepCondition.STILL_TRUE));
    try (House house = opened(plan(SuggestionSeverity.HIGH, spec), FIRST)) {
      happen(house, BAD, BAD);
      house.ticks(58, Duration.ofMinutes(1));
      assertThat(house.read(FIRST)).as(house.admin().why(JOB)).isEqualTo(GOOD);
      house.run(JOB).ticks(2, Duration.ofSeconds(31));

      assertThat(judged(house)).containsExactly(VerificationState.VERIFIED);
      assertThat(house.store.incidents().active()).isEmpty();
    }
  }

  @Test
  void theTimeForWhichAPersonIsAwaitedIsNotTheProcedures() {
    try (House house =
        opened(plan(SuggestionSeverity.LOW, careful(edit(FIRST), edit(SECOND))), FIRST, SECOND)) {
      happen(house, BAD, BAD);
      for (int step = 0; step < 2; step++) {
        house.ticks(30, Duration.ofMinutes(1));
        SuggestionEntry seen = house.planned(SuggestionStatus.PENDING);
        house.admin().approve(seen.row().id(), House.hash(seen), "anna");
        house.ticks(3, Duration.ofSeconds(6));
      }
      assertThat(house.read(FIRST)).as(house.admin().why(JOB)).isEqualTo(GOOD);
      assertThat(house.read(SECOND)).as(house.admin().why(JOB)).isEqualTo(GOOD);
    }
  }

  @Test
  void theTimeOfAPauseIsNotTheProcedures() {
    ProcedureStep later =
        edit(SECOND).withDelay(Duration.ofMinutes(2)).withTimeout(Duration.ofMinutes(5));
    try (House house =
        opened(plan(SuggestionSeverity.HIGH, careful(edit(FIRST), later)), FIRST, SECOND)) {
      happen(house, BAD, BAD);
      house.admin().pause("the auditors are here", "anna");
      house.ticks(30, Duration.ofMinutes(1));
      assertThat(house.read(FIRST)).as(house.admin().why(JOB)).isEqualTo(GOOD);
      assertThat(house.read(SECOND)).isEqualTo(BAD);
      house.admin().resume();
      house.ticks(5, Duration.ofSeconds(31));
      assertThat(house.read(SECOND)).as(house.admin().why(JOB)).isEqualTo(GOOD);
    }
  }

  /** As a process leaves it that dies after a step was made and before the procedure noted it. */
  @Test
  void aStepThatIsInPlaceCountsHoweverLateThatIsSeen() {
    ProcedureSpec spec = careful(edit(FIRST), edit(SECOND));
    House one = opened(plan(SuggestionSeverity.HIGH, spec), FIRST, SECOND);
    happen(one, BAD, BAD);
    List<String> row = new ArrayList<>(course(one));
    assertThat(row.get(PHASE)).isEqualTo("WATCHING");
    var second = one.admin().actions().get(0).row();
    row.set(5, row.get(5).substring(0, row.get(5).indexOf('/') + 1));
    row.set(6, "1");
    row.set(PHASE, "DOING");
    row.set(11, Long.toString(second.suggestionId()));
    row.set(12, Long.toString(one.admin().actions().get(1).row().id()));
    one.store.states().save(OWNER, Map.of(row.get(0), state(row)));
    Instant then = one.now();
    one.close();

    House.Plan plan = plan(SuggestionSeverity.HIGH, spec).from(then.plus(Duration.ofMinutes(15)));
    try (House two = opened(plan, FIRST, SECOND)) {
      two.ticks(3, Duration.ofSeconds(31));
      assertThat(two.read(FIRST)).as(two.admin().why(JOB)).isEqualTo(GOOD);
      assertThat(two.read(SECOND)).isEqualTo(GOOD);
      two.run(JOB).ticks(2, Duration.ofSeconds(31));
      assertThat(judged(two)).containsOnly(VerificationState.VERIFIED).hasSize(2);
    }
  }

  @Test
  void aStepThatWaitsForItsMomentIsOneReview() {
    ProcedureSpec spec = careful(edit(FIRST), edit(SECOND).withDelay(Duration.ofMinutes(1)));
    try (House house = opened(plan(SuggestionSeverity.HIGH, spec), FIRST, SECOND)) {
      happen(house, BAD, BAD);
      house.admin().pause("the auditors are here", "anna");
      house.ticks(20, Duration.ofSeconds(31));
      assertThat(house.store.reviews().page(Page.newest(100)))
          .as("one for the incident, one for the step")
          .hasSize(2);
    }
  }

  @Test
  void aStepForWhichNoTimeIsLeftIsNotBegun() {
    ProcedureStep last = edit(SECOND).withDelay(Duration.ofMillis(599_500));
    try (House house =
        opened(plan(SuggestionSeverity.HIGH, careful(edit(FIRST), last)), FIRST, SECOND)) {
      happen(house, BAD, BAD);
      Instant begun = Instant.parse(course(house).get(4));
      house.tick(Duration.between(house.now(), begun.plusMillis(599_600)));
      assertThat(house.read(SECOND)).as("half a second is too little").isEqualTo(BAD);
      assertThat(house.read(FIRST)).isEqualTo(GOOD);
      house.ticks(2, Duration.ofSeconds(11));

      assertThat(house.read(SECOND)).isEqualTo(BAD);
      assertThat(house.read(FIRST)).as(house.admin().why(JOB)).isEqualTo(BAD);
    }
  }
}
