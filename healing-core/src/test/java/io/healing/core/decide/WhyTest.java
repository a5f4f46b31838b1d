package io.healing.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.DecisionRecord;
import io.healing.api.decide.Ways;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WhyTest {
  private static final Subject REPORT = Subject.job("report");
  private static final Ways WAYS = Ways.commands();

  private static DecisionRecord record(
      String topic, String word, BlockReason reason, String detail) {
    return new DecisionRecord(1, REPORT, topic, word, reason, detail, Scene.NOW);
  }

  @Test
  void aReasonIsToldWithItsValuesAndTheMend() {
    String text =
        Deciding.why(
            List.of(
                record(
                    "i-1f2c",
                    "ask_approval",
                    BlockReason.RISK,
                    "risk medium, min_severity_for_approval is medium")),
            Map.of(),
            WAYS);
    assertThat(text)
        .isEqualTo(
            "2026-11-02T12:00:00Z report, i-1f2c: it waits for a person's approval, because the"
                + " risk of the change is at or above min_severity_for_approval (risk"
                + " medium, min_severity_for_approval is medium). Approve it, or raise"
                + " suggestions.min_severity_for_approval.");
  }

  @Test
  void theMendOfWhatIsNoJobNamesTheKeysOfTheRoot() {
    DecisionRecord host =
        new DecisionRecord(
            1, Subject.host(), "i-1", "ask_approval", BlockReason.RISK, "", Scene.NOW);
    DecisionRecord off =
        new DecisionRecord(
            1, Subject.host(), "i-2", "ask_approval", BlockReason.REMEDIATION_OFF, "", Scene.NOW);
    assertThat(Deciding.why(List.of(host, off), Map.of(), WAYS))
        .contains("raise self_healing.host.min_severity_for_approval.")
        .contains("Set self_healing.remediation.enabled: true")
        .doesNotContain("job");
  }

  @Test
  void oneSentenceForEveryReasonOfATopicTheNewestOfEach() {
    DecisionRecord newest = record("i-1", "escalate", BlockReason.BREAKER_OPEN, "2 in a row");
    DecisionRecord before = record("i-1", "check_again", BlockReason.COOL_DOWN, "new");
    DecisionRecord older =
        new DecisionRecord(
            1, REPORT, "i-1", "check_again", BlockReason.COOL_DOWN, "old", Instant.EPOCH);
    DecisionRecord other = record("s3", "heal", null, "attempt 1 of 3");
    String text = Deciding.why(List.of(newest, before, older, other), Map.of(), WAYS);
    assertThat(text.lines()).hasSize(3);
    assertThat(text).contains("2 in a row", "new", "s3: a repair was begun (attempt 1 of 3).");
    assertThat(text).doesNotContain("old");
  }

  @Test
  void whatHoldsNowComesBeforeWhatHeldEarlierAndWhatIsOver() {
    DecisionRecord over = record("i-1", "check_again", BlockReason.BUSY, "");
    DecisionRecord now = record("i-2", "escalate", BlockReason.BREAKER_OPEN, "");
    DecisionRecord earlier = record("i-2", "check_again", BlockReason.COOL_DOWN, "");
    String text = Deciding.why(List.of(over, now, earlier), Map.of("i-1", "verified"), WAYS);
    assertThat(text.lines())
        .satisfiesExactly(
            first -> assertThat(first).contains("i-2: a person must take over"),
            second -> assertThat(second).startsWith("over (verified): ").contains("i-1: "),
            third -> assertThat(third).startsWith("earlier: ").contains("i-2: it waits"));
  }

  @Test
  void nothingDecidedIsSaidToo() {
    assertThat(Deciding.why(List.of(), Map.of(), WAYS)).startsWith("Nothing had to be decided");
  }

  @Test
  void aWordOfANewerReleaseIsShownAsItIs() {
    assertThat(
            Deciding.why(List.of(record("s1", "ponder", BlockReason.UNKNOWN, "")), Map.of(), WAYS))
        .contains("s1: ponder, because the reason is of a newer release");
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonHasAMend(BlockReason reason) {
    assertThat(Mends.of(reason, REPORT, "s1", WAYS)).endsWith(".");
    assertThat(Deciding.why(List.of(record("s1", "ignore", reason, "x")), Map.of(), WAYS))
        .contains("(x)");
  }

  @Test
  void theMendNamesTheWayOfItsReaderWithTheIdThatItNeeds() {
    DecisionRecord breaker = record("i-1f2c", "escalate", BlockReason.BREAKER_OPEN, "");
    DecisionRecord paused = record("i-2", "check_again", BlockReason.PAUSED, "");
    DecisionRecord said = record("i-3", "ignore", BlockReason.REJECTED_BEFORE, "");
    List<DecisionRecord> all = List.of(breaker, paused, said);

    assertThat(Deciding.why(all, Map.of(), WAYS))
        .contains("more try: healing retry i-1f2c.", "is over: healing resume.")
        .contains("proposed again: healing lift ID.");
    assertThat(Deciding.why(all, Map.of(), Ways.code()))
        .contains("healing.admin().retry(\"i-1f2c\").", "healing.admin().resume().")
        .contains("healing.admin().lift(ID).")
        .doesNotContain("{", "healing retry");
  }

  @Test
  void theDoctorIsNamedForADeclaredPartOfTheEnvironment() {
    Subject part = Subject.environment("data");

    assertThat(Mends.of(BlockReason.JOB_OFF, part, "s1", WAYS))
        .contains("healing doctor --fix")
        .doesNotContain("{");
  }

  @Test
  void momentsAreToldToTheSecond() {
    DecisionRecord exact =
        new DecisionRecord(
            1,
            REPORT,
            "i-1",
            "check_again",
            BlockReason.COOL_DOWN,
            "next at 2026-11-02T12:20:00.123456789Z",
            Scene.NOW.plusNanos(987_654_321));

    assertThat(Deciding.why(List.of(exact), Map.of(), WAYS))
        .startsWith("2026-11-02T12:00:00Z report")
        .contains("next at 2026-11-02T12:20:00Z");
  }
}
