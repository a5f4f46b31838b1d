package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.act.ProcedureSource;
import io.healing.api.act.ProcedureSpec;
import io.healing.api.act.ProcedureStep;
import io.healing.api.act.RecoveryProcedure;
import io.healing.api.act.StepCondition;
import io.healing.api.act.StepFailure;
import io.healing.api.act.VerificationState;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentState;
import io.healing.api.job.JobDefinition;
import io.healing.api.notify.NotificationKind;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.Counter;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.Healing;
import io.healing.core.HealingEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recovery procedures: steps in order, judged together, taken back the last first. */
class ProceduresTest {
  private static final String JOB = "import";
  private static final String FIRST = "first.properties";
  private static final String SECOND = "second.properties";
  private static final String BAD = "mode=fast\n";
  private static final String GOOD = "mode=careful\n";

  @TempDir Path home;

  private ProcedureStep edit(String file) {
    return ProcedureStep.of("edit_config", "Let " + file + " be careful.")
        .withTarget("file:" + home.resolve(file))
        .withParameters(Map.of("content", GOOD));
  }

  private static ProcedureSpec careful(ProcedureStep... steps) {
    return ProcedureSpec.of("be_careful", "The import hurries.", steps).forFindings("job.failed");
  }

  private JobConfig job(SuggestionSeverity bar) {
    SelfHealingConfig standard = SelfHealingConfig.defaults();
    return JobConfig.of(
            JobDefinition.of(JOB).withFiles(List.of(home.resolve(FIRST), home.resolve(SECOND))))
        .withSelfHealing(
            standard
                .withEnabled(true)
                .withSuggestions(standard.suggestions().withMinSeverityForApproval(bar))
                .withRemediation(
                    standard.remediation().withAllowedActions(List.of("edit_config"))));
  }

  private House open(ProcedureSpec... specs) {
    return inOrder(House.in(home).job(job(SuggestionSeverity.HIGH)), specs);
  }

  private House inOrder(House.Plan plan, ProcedureSpec... specs) {
    House house = plan.root(root -> root.withRecoveryProcedures(List.of(specs))).open();
    house.runner.does(JOB, log -> work(house));
    return house;
  }

  private void work(House house) {
    if (!house.read(FIRST).equals(GOOD) || !house.read(SECOND).equals(GOOD)) {
      throw odd();
    }
  }

  /** The same trouble from wherever the test lets the job run. */
  private static IllegalStateException odd() {
    IllegalStateException odd = new IllegalStateException("odd");
    odd.setStackTrace(new StackTraceElement[0]);
    return odd;
  }

  /** Both files are bad, and a run fails of it. */
  private House broken(ProcedureSpec... specs) {
    House house = open(specs);
    happen(house);
    return house;
  }

  private static void happen(House house) {
    house.write(FIRST, BAD);
    house.write(SECOND, BAD);
    house.tick(Duration.ofMinutes(1)).run(JOB).tick(Duration.ofSeconds(31));
  }

  private static List<ActionEntry> oldestFirst(House house) {
    List<ActionEntry> all = new ArrayList<>(house.admin().actions());
    Collections.reverse(all);
    return all;
  }

  private static List<String> undone(House house) {
    return house.events.stream()
        .filter(event -> event.step() == HealingEvent.Step.UNDONE)
        .map(event -> event.reference() + " " + event.text())
        .toList();
  }

  private static RecoveryProcedure row(House house) {
    return house.store.procedures().all().stream()
        .filter(row -> row.errorPattern().equals("job.failed"))
        .filter(row -> row.procedureSteps().size() == 2)
        .findFirst()
        .orElseThrow();
  }

  private static Counter counter(House house) {
    Incident any = house.store.incidents().active().get(0);
    return house.store.counters().find(any.key()).orElse(Counter.none(any.key()));
  }

  @Test
  void bothStepsAreMadeInOrderAndAGoodRunVerifiesTheWhole() {
    try (House house = broken(careful(edit(FIRST), edit(SECOND)))) {
      assertThat(house.read(FIRST)).as(house.admin().why(JOB)).isEqualTo(GOOD);
      assertThat(house.read(SECOND)).isEqualTo(GOOD);
      assertThat(house.store.incidents().active())
          .singleElement()
          .satisfies(i -> assertThat(i.state()).isEqualTo(IncidentState.VERIFYING));
      assertThat(counter(house).attempts()).isEqualTo(1);

      house.tick(Duration.ofMinutes(1)).run(JOB).tick(Duration.ofSeconds(31));

      assertThat(oldestFirst(house))
          .extracting(entry -> entry.detail().target().name())
          .containsExactly(home.resolve(FIRST).toString(), home.resolve(SECOND).toString());
      assertThat(house.admin().actions())
          .allMatch(e -> e.detail().verification().state() == VerificationState.VERIFIED);
      assertThat(house.store.incidents().active()).isEmpty();
      assertThat(row(house).executionCount()).isEqualTo(1);
      assertThat(row(house).successRate()).isEqualTo(1);
      assertThat(house.mailbox.received)
          .filteredOn(told -> told.kind() == NotificationKind.SUCCESS)
          .hasSize(1);
    }
  }

  @Test
  void whatDidNotHelpIsTakenBackTheLastStepFirst() {
    try (House house = broken(careful(edit(FIRST), edit(SECOND)))) {
      house.runner.does(
          JOB,
          log -> {
            throw odd();
          });
      house.tick(Duration.ofMinutes(1)).run(JOB).ticks(3, Duration.ofSeconds(31));

      assertThat(house.read(FIRST)).isEqualTo(BAD);
      assertThat(house.read(SECOND)).isEqualTo(BAD);
      assertThat(undone(house)).containsExactly("a2 taken back", "a1 taken back");
      assertThat(counter(house).failuresInARow()).isEqualTo(1);
      assertThat(row(house).executionCount()).isEqualTo(1);
      assertThat(row(house).successRate()).isZero();
    }
  }

  @Test
  void aStepThatCannotBeMadeTakesTheOthersBackAndCallsAPerson() throws Exception {
    try (House house = open(careful(edit(FIRST), edit("third.properties")))) {
      house.write("third.properties", GOOD);
      happen(house);
      house.ticks(2, Duration.ofSeconds(11));

      assertThat(house.read(FIRST)).as(house.admin().why(JOB)).isEqualTo(BAD);
      assertThat(undone(house)).containsExactly("a1 taken back");
      assertThat(house.admin().why(JOB))
          .contains("the recovery procedure did not come to a good end")
          .contains("be_careful: step 2 of 2 (edit_config) could not be made");
      assertThat(house.mailbox.received).anyMatch(told -> told.kind() == NotificationKind.GIVE_UP);
      assertThat(counter(house).failuresInARow()).isEqualTo(1);
    }
  }

  @Test
  void aStepThatMayBeLeftOutIsLeftOut() {
    ProcedureStep third = edit("third.properties").onFailure(StepFailure.CONTINUE);
    try (House house = broken(careful(edit(FIRST), third, edit(SECOND)))) {
      assertThat(house.read(FIRST)).isEqualTo(GOOD);
      assertThat(house.read(SECOND)).isEqualTo(GOOD);
    }
  }

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
      house.run(JOB, Duration.ofSeconds(5)).ticks(2, Duration.ofSeconds(31));
      assertThat(house.read(FIRST)).isEqualTo(GOOD);
      assertThat(house.read(SECOND)).as(house.admin().why(JOB)).isEqualTo(GOOD);

      house.run(JOB).ticks(2, Duration.ofSeconds(31));
      assertThat(house.store.incidents().active()).isEmpty();
      assertThat(house.admin().actions())
          .allMatch(e -> e.detail().verification().state() == VerificationState.VERIFIED);
    }
  }

  @Test
  void aStepThatFailsIsTriedAgainAfterLongerAndLongerWaits() {
    ProcedureSpec spec = careful(edit(FIRST), edit("third.properties").withRetries(3));
    try (House house = broken(spec)) {
      assertThat(house.read(FIRST)).isEqualTo(GOOD);
      house.tick(Duration.ofMillis(1_101)).tick(Duration.ofMillis(2_201));
      assertThat(house.read(FIRST)).isEqualTo(GOOD);
      house.write("third.properties", BAD);
      house.tick(Duration.ofMillis(3_900));
      assertThat(house.read("third.properties")).isEqualTo(BAD);
      house.tick(Duration.ofMillis(501));
      assertThat(house.read(FIRST)).as(house.admin().why(JOB)).isEqualTo(BAD);
    }
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

  private static void approve(House house) {
    SuggestionEntry seen = house.planned(SuggestionStatus.PENDING);
    house.admin().approve(seen.row().id(), House.hash(seen), "anna");
    house.ticks(2, Duration.ofSeconds(6));
  }

  @Test
  void aFileDeclaresAProcedure() throws Exception {
    Path file = home.resolve("healing.yaml");
    Files.writeString(
        file,
        """
        self_healing:
          recovery_procedures:
            - name: be_careful
              description: The import hurries.
              findings: [job.failed]
              steps:
                - type: edit_config
                  description: Let the first be careful.
                  target: file:%s
                  parameters: {content: "mode=careful\\n"}
                - type: edit_config
                  description: Let the second be careful.
                  target: file:%s
                  parameters: {content: "mode=careful\\n"}
        """
            .formatted(home.resolve(FIRST), home.resolve(SECOND)));
    ProcedureSpec read = Healing.configuration(file).selfHealing().recoveryProcedures().get(0);
    try (House house = broken(read)) {
      assertThat(house.read(FIRST)).isEqualTo(GOOD);
      assertThat(house.read(SECOND)).isEqualTo(GOOD);
    }
  }

  @Test
  void aPluginBringsAProcedure() {
    House.Plan plan =
        House.in(home)
            .job(job(SuggestionSeverity.HIGH))
            .plugin(new Bringing(careful(edit(FIRST), edit(SECOND))));
    try (House house = inOrder(plan)) {
      happen(house);
      assertThat(house.read(FIRST)).isEqualTo(GOOD);
      assertThat(house.read(SECOND)).isEqualTo(GOOD);
    }
  }

  @Test
  void whatAPluginBringsIsHeldToTheSameRulesAsAFile() {
    House.Plan plan = House.in(home).plugin(new Bringing(careful()));
    assertThatThrownBy(plan::open)
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("The procedures of acme.procedures are not in order")
        .hasMessageContaining("steps");
  }

  private record Bringing(ProcedureSpec spec) implements ProcedureSource {
    @Override
    public String id() {
      return "acme.procedures";
    }

    @Override
    public List<ProcedureSpec> procedures() {
      return List.of(spec);
    }
  }

  @Test
  void everyProcedureHasItsRowWithWhatIsExpectedOfIt() {
    try (House house = open(careful(edit(FIRST), edit(SECOND)))) {
      house.tick(Duration.ofSeconds(1));
      assertThat(house.store.procedures().all())
          .hasSize(9)
          .anySatisfy(
              row -> {
                assertThat(row.errorPattern())
                    .isEqualTo("deployment_failure, severity medium or high or critical");
                assertThat(row.procedureSteps())
                    .containsExactly("rollback_deployment", "health_check");
                assertThat(row.successRate()).isEqualTo(0.95);
                assertThat(row.executionCount()).isZero();
              });
    }
  }
}
