package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.ProcedureSpec;
import io.healing.api.act.StepCondition;
import io.healing.api.act.VerificationState;
import io.healing.api.notify.NotificationKind;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.Held;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Recovery procedures that wait: for their time, for another try, for a person, for a process. */
class ProcedureWaitsTest extends CarefulImport {
  @Test
  void anotherProcessGoesOnWhereOneEndedInTheMiddle() {
    ProcedureSpec spec = careful(edit(FIRST), edit(SECOND).withDelay(Duration.ofMinutes(2)));
    House first = broken(spec);
    assertThat(first.read(FIRST)).isEqualTo(GOOD);
    assertThat(first.read(SECOND)).isEqualTo(BAD);
    var stopped = first.now();
    first.close();

    House.Plan plan = House.in(home).job(job(SuggestionSeverity.HIGH)).from(stopped);
    try (House house = inOrder(plan, spec)) {
      house.tick(Duration.ofSeconds(30));
      assertThat(house.read(SECOND)).isEqualTo(BAD);
      house.ticks(4, Duration.ofSeconds(31));
      assertThat(house.read(SECOND)).as(house.admin().why(JOB)).isEqualTo(GOOD);
      house.run(JOB).ticks(2, Duration.ofSeconds(31));
      assertThat(house.admin().actions())
          .hasSize(2)
          .allMatch(e -> e.detail().verification().state() == VerificationState.VERIFIED);
      assertThat(house.store.incidents().active()).isEmpty();
    }
  }

  @Test
  void aProcedureThatTakesTooLongIsTakenBackAndAPersonCalled() {
    ProcedureSpec spec = careful(edit(FIRST), edit(SECOND).withDelay(Duration.ofHours(1)));
    try (House house = broken(spec)) {
      assertThat(house.read(FIRST)).isEqualTo(GOOD);
      house.tick(Duration.ofSeconds(560));
      assertThat(house.read(FIRST)).isEqualTo(GOOD);
      house.ticks(2, Duration.ofSeconds(20));

      assertThat(house.read(FIRST)).isEqualTo(BAD);
      assertThat(house.read(SECOND)).isEqualTo(BAD);
      assertThat(house.admin().why(JOB)).contains("its steps were not in place within 600 s");
      assertThat(house.mailbox.received)
          .filteredOn(told -> told.kind() == NotificationKind.GIVE_UP)
          .anyMatch(told -> told.body().contains("not in place within 600 s"));
    }
  }

  @Test
  void aStepOnlyIfStillTrueIsNotMadeOnceTheTroubleIsGone() {
    ProcedureSpec spec = careful(edit(FIRST), edit(SECOND).when(StepCondition.STILL_TRUE));
    try (House house = open(spec)) {
      house.runner.does(
          JOB,
          log -> {
            if (!house.read(FIRST).equals(GOOD)) {
              throw odd();
            }
          });
      happen(house);
      assertThat(house.read(FIRST)).isEqualTo(GOOD);
      assertThat(house.read(SECOND)).isEqualTo(BAD);

      house.tick(Duration.ofMinutes(1)).run(JOB).ticks(2, Duration.ofSeconds(31));

      assertThat(house.read(SECOND)).isEqualTo(BAD);
      assertThat(house.store.incidents().active()).isEmpty();
    }
  }

  @Test
  void aStepOnlyIfStillTrueIsMadeWhenTheStepBeforeDidNotHelpAndThatStaysInPlace() {
    ProcedureSpec spec = careful(edit(FIRST), edit(SECOND).when(StepCondition.STILL_TRUE));
    try (House house = broken(spec)) {
      assertThat(house.read(SECOND)).isEqualTo(BAD);
      house
          .tick(Duration.ofSeconds(1))
          .run(JOB, Duration.ofSeconds(5))
          .ticks(2, Duration.ofSeconds(31));
      assertThat(house.read(FIRST)).isEqualTo(GOOD);
      assertThat(house.read(SECOND)).as(house.admin().why(JOB)).isEqualTo(GOOD);

      house.run(JOB).ticks(2, Duration.ofSeconds(31));
      assertThat(house.store.incidents().active()).isEmpty();
      assertThat(house.admin().actions())
          .allMatch(e -> e.detail().verification().state() == VerificationState.VERIFIED);
    }
  }

  @Test
  void eachWaitIsTwiceTheOneBeforeWithUpToATenthMore() {
    ProcedureSpec spec = careful(edit(FIRST), edit("third.properties").withRetries(3));
    try (House house = inOrder(spread(1), spec)) {
      happen(house);
      house.tick(Duration.ofMillis(2_200)).tick(Duration.ofMillis(4_400));
      assertThat(house.read(FIRST)).isEqualTo(GOOD);
      house.tick(Duration.ofMillis(8_799));
      assertThat(house.read(FIRST)).isEqualTo(GOOD);
      house.tick(Duration.ofMillis(1));
      assertThat(house.read(FIRST)).as(house.admin().why(JOB)).isEqualTo(BAD);
    }
  }

  /** Chance is held by the test: every wait is this share of a tenth longer. */
  private House.Plan spread(double share) {
    return House.in(home)
        .job(job(SuggestionSeverity.HIGH))
        .with(builder -> Held.jitter(builder, () -> share));
  }

  @Test
  void aStepThatAPersonMustApproveWaitsAndTheRestGoesOnOnceApproved() {
    House.Plan plan = House.in(home).job(job(SuggestionSeverity.MEDIUM));
    try (House house = inOrder(plan, careful(edit(FIRST), edit(SECOND)))) {
      happen(house);
      assertThat(house.read(FIRST)).isEqualTo(BAD);
      approve(house);
      assertThat(house.read(FIRST)).isEqualTo(GOOD);
      assertThat(house.read(SECOND)).isEqualTo(BAD);
      approve(house);
      assertThat(house.read(SECOND)).as(house.admin().why(JOB)).isEqualTo(GOOD);

      house.tick(Duration.ofMinutes(1)).run(JOB).ticks(2, Duration.ofSeconds(31));
      assertThat(house.store.incidents().active()).isEmpty();
      assertThat(row(house).executionCount()).isEqualTo(1);
    }
  }

  @Test
  void whereAPersonTakesAStepBackTheRestIsNotBuiltOnThat() {
    ProcedureSpec spec = careful(edit(FIRST), edit(SECOND).withDelay(Duration.ofMinutes(2)));
    try (House house = broken(spec)) {
      assertThat(house.read(FIRST)).isEqualTo(GOOD);
      house.admin().rollback(oldestFirst(house).get(0).row().id(), "anna");
      house.ticks(6, Duration.ofSeconds(31));

      assertThat(house.read(FIRST)).isEqualTo(BAD);
      assertThat(house.read(SECOND)).as(house.admin().why(JOB)).isEqualTo(BAD);
      assertThat(house.admin().actions()).hasSize(1);
      assertThat(house.store.states().all("healing.procedure")).isEmpty();
      assertThat(house.decisions(JOB))
          .anyMatch(told -> told.detail().contains("a step of be_careful was taken back"));
    }
  }

  @Test
  void aStepThatWaitsForAPersonIsNoLongerOfferedOnceItsProcedureIsOver() {
    House.Plan plan = House.in(home).job(job(SuggestionSeverity.MEDIUM));
    try (House house = inOrder(plan, careful(edit(FIRST), edit(SECOND)))) {
      happen(house);
      approve(house);
      SuggestionEntry second = house.planned(SuggestionStatus.PENDING);
      house.admin().rollback(oldestFirst(house).get(0).row().id(), "anna");
      house.ticks(2, Duration.ofSeconds(11));

      assertThat(house.read(FIRST)).as(house.admin().why(JOB)).isEqualTo(BAD);
      assertThat(house.store.suggestions().find(second.row().id()).orElseThrow().row().status())
          .isEqualTo(SuggestionStatus.REJECTED);
      assertThat(house.read(SECOND)).isEqualTo(BAD);
      assertThat(house.admin().why("s" + second.row().id()))
          .contains("over (withdrawn)")
          .doesNotContain("over (rejected)");
    }
  }

  @Test
  void aPersonIsCalledAtOnceForAStepAndHasTimeUntilTheSuggestionExpires() {
    House.Plan plan = House.in(home).job(job(SuggestionSeverity.MEDIUM));
    try (House house = inOrder(plan, careful(edit(FIRST), edit(SECOND)))) {
      happen(house);
      approve(house);
      house.mailbox.received.clear();
      house.ticks(2, Duration.ofSeconds(11));
      SuggestionEntry second = house.planned(SuggestionStatus.PENDING);
      String incident = house.store.incidents().active().get(0).id();
      assertThat(house.admin().why(incident)).contains("a person was called at");

      house.ticks(20, Duration.ofMinutes(5));
      assertThat(house.read(FIRST)).as(house.admin().why(JOB)).isEqualTo(GOOD);
      assertThat(house.planned(SuggestionStatus.PENDING).row().id()).isEqualTo(second.row().id());

      house.tick(Duration.ofDays(14)).ticks(3, Duration.ofMinutes(1));
      assertThat(house.admin().why("s" + second.row().id())).contains("over (expired)");
      assertThat(house.admin().why(JOB)).contains("s" + second.row().id() + " is expired");
    }
  }
}
