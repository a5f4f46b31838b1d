package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.act.ProcedureSource;
import io.healing.api.act.ProcedureSpec;
import io.healing.api.act.ProcedureStep;
import io.healing.api.act.StepFailure;
import io.healing.api.act.VerificationState;
import io.healing.api.detect.IncidentState;
import io.healing.api.notify.NotificationKind;
import io.healing.api.review.SuggestionSeverity;
import io.healing.core.Healing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recovery procedures: steps in order, judged together, taken back the last first. */
class ProceduresTest extends CarefulImport {
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
      happen(house);
      house.ticks(4, Duration.ofSeconds(11));

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
  void alsoTheFirstStepIsLeftOutThatCannotBePlannedAndMayBe() {
    ProcedureStep third = edit("third.properties").onFailure(StepFailure.CONTINUE);
    try (House house = broken(careful(third, edit(FIRST), edit(SECOND)))) {
      assertThat(house.read(FIRST)).as(house.admin().why(JOB)).isEqualTo(GOOD);
      assertThat(house.read(SECOND)).isEqualTo(GOOD);
    }
  }

  @Test
  void whatAFindingDoesNotSayIsNamedWithItsProcedure() {
    ProcedureStep unknown = edit(FIRST).withTarget("file:{nowhere}");
    try (House house = broken(careful(unknown, edit(SECOND)))) {
      assertThat(house.read(SECOND)).isEqualTo(BAD);
      assertThat(house.admin().why(JOB)).contains("be_careful").contains("nowhere");
    }
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

  @Test
  void aPluginThatCannotSayWhatItBringsIsNamed() {
    for (List<ProcedureSpec> answer :
        Arrays.asList((List<ProcedureSpec>) null, List.<ProcedureSpec>of())) {
      ProcedureSource broken =
          new ProcedureSource() {
            @Override
            public String id() {
              return "acme.procedures";
            }

            @Override
            public List<ProcedureSpec> procedures() {
              if (answer != null) {
                throw new IllegalStateException("no procedures today");
              }
              return answer;
            }
          };
      assertThatThrownBy(House.in(home).plugin(broken)::open)
          .isInstanceOf(HealingException.class)
          .hasMessageContaining(
              "acme.procedures could not say which recovery procedures it brings");
    }
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
