package io.healing.core.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.decide.Ways;
import io.healing.api.detect.Incident;
import io.healing.api.notify.NotificationKind;
import io.healing.api.review.HealingSuggestion;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.SuggestionEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A message says what, why, evidence, what happens next and how to stop it. */
class MessageTest {
  private static final Incident INCIDENT = Samples.incident("i-00000001");
  private static final Wording WORDING = new Wording(Ways.commands());
  private static final List<Known.Waiting> WAITING = List.of(new Known.Waiting("s3", "5ee4"));

  @Test
  void aMessageSaysNoLessWhenHealingActs() {
    Message without = WORDING.about(NotificationKind.GIVE_UP, INCIDENT, Known.nothing());
    Known acted = new Known("", List.of("edit_config: ineffective"), List.of(), "a5");
    Message with = WORDING.about(NotificationKind.GIVE_UP, INCIDENT, acted);

    assertThat(with.title()).isEqualTo(without.title()).isEqualTo(INCIDENT.message());
    assertThat(with.body().lines()).containsAll(without.body().lines().toList());
    assertThat(with.body()).contains("Now: edit_config: ineffective");
    assertThat(without.body()).contains("i-00000001", "job.failed", "high", INCIDENT.hint());
  }

  @ParameterizedTest
  @EnumSource
  void everyKindSaysWhatWhyWhatIsNextAndHowToStopIt(NotificationKind kind) {
    Known known = new Known("The disk is full (0.91)", List.of("A line"), WAITING, "a5");
    String body = WORDING.about(kind, INCIDENT, known).body();

    assertThat(body.lines().map(line -> line.replaceFirst(":.*", "")))
        .contains("What", "Why", "Now", "Next", "To stop");
    assertThat(body)
        .contains("Why: The disk is full (0.91)", "healing pause --by NAME --reason TEXT");
  }

  @Test
  void theCommandsNameWhatTheyAreAbout() {
    Known known = new Known("", List.of(), WAITING, "a5");

    assertThat(WORDING.about(NotificationKind.SUGGESTION, INCIDENT, known).body())
        .contains(
            "healing show s3",
            "healing approve s3 --by NAME",
            "healing reject s3 --by NAME --reason TEXT",
            "healing why i-00000001",
            "healing end i-00000001");
    assertThat(WORDING.about(NotificationKind.SUCCESS, INCIDENT, known).body())
        .contains("healing rollback a5 --by NAME")
        .doesNotContain("Evidence:", "Mend:", "healing end");
  }

  @Test
  void theSameIsSaidInCodeWithAllThatTheCallsNeed() {
    Known known = new Known("", List.of(), WAITING, "a5");
    Wording code = new Wording(Ways.code());

    assertThat(code.about(NotificationKind.SUGGESTION, INCIDENT, known).body())
        .contains(
            "healing.admin().show(\"s3\") shows it",
            "healing.admin().approve(3, \"5ee4\", \"NAME\") has it done",
            "healing.admin().reject(3, \"NAME\", \"TEXT\") does not",
            "healing.admin().why(\"i-00000001\")",
            "To stop: healing.admin().pause(\"TEXT\", \"NAME\") stops every automatic change",
            "healing.admin().end(\"i-00000001\") ends this incident");
    assertThat(code.about(NotificationKind.SUCCESS, INCIDENT, known).body())
        .contains("healing.admin().rollback(5, \"NAME\")");
  }

  @Test
  void whatHoldsForAllWaysIsSaidOnceInTheLastLine() {
    Wording wording = new Wording(Ways.commands("Give each command --db /srv/healing.db."));
    Known known = new Known("", List.of(), WAITING, "");

    assertThat(wording.about(NotificationKind.SUGGESTION, INCIDENT, known).body())
        .containsOnlyOnce("--db")
        .endsWith("its messages. Give each command --db /srv/healing.db.");
  }

  @Test
  void eachOfSeveralSuggestionsIsApprovedByItsOwnPlanAndAdviceByNone() {
    List<Known.Waiting> waiting =
        List.of(
            new Known.Waiting("s3", ""),
            new Known.Waiting("s4", "aa11"),
            new Known.Waiting("s5", "bb22"));
    Known known = new Known("", List.of(), waiting, "");
    String body =
        new Wording(Ways.code()).about(NotificationKind.SUGGESTION, INCIDENT, known).body();

    assertThat(body)
        .contains("show(\"s3\") shows it, healing.admin().reject(3")
        .contains(
            "The others: healing.admin().approve(4, \"aa11\", \"NAME\"),"
                + " healing.admin().approve(5, \"bb22\", \"NAME\").")
        .doesNotContain("approve(3");
  }

  @Test
  void newSuggestionsAreCountedAndTheFirstFiveNamed() {
    List<SuggestionEntry> rows = new ArrayList<>();
    for (int i = 1; i <= 7; i++) {
      HealingSuggestion row = Samples.suggestion(1, "report", Samples.NOON);
      rows.add(entry(Samples.suggestion(i, row, SuggestionStatus.PENDING)));
    }
    Message message = WORDING.about(Subject.job("report"), rows);

    assertThat(message.kind()).isEqualTo(NotificationKind.SUGGESTION);
    assertThat(message.title()).contains("7", "report");
    assertThat(message.body())
        .contains("s1 [low] Restore the configuration", "s5", "and 2 more", "healing approve s1")
        .doesNotContain("s6");
    assertThat(WORDING.about(Subject.job("report"), rows.subList(0, 5)).body())
        .contains("s5")
        .doesNotContain("more");
  }

  private static SuggestionEntry entry(HealingSuggestion row) {
    return new SuggestionEntry(row, Samples.suggestionDetail("fingerprint", Samples.NOON));
  }

  @ParameterizedTest
  @EnumSource
  void theFirstWordsSayWhatIsWantedAndOfWhom(NotificationKind kind) {
    String head = Head.of(kind, Subject.job("report"), "the title");

    assertThat(head).endsWith("report: the title").doesNotContain("_", "main");
    assertThat(Head.of(NotificationKind.GIVE_UP, Subject.job("report"), "x"))
        .isEqualTo("A person is needed for report: x");
  }

  @Test
  void whatIsTooLongIsCutInItsEvidenceAndNotInWhatIsNext() {
    String body =
        "What: it\nEvidence:\n  log: " + "x".repeat(5_000) + "\nNext: act.\nTo stop: end.";

    String cut = Cut.body(body, 300);

    assertThat(cut).hasSizeLessThanOrEqualTo(300).startsWith("What: it\nEvidence:\n  log: xxx");
    assertThat(cut).endsWith("are left out)\nNext: act.\nTo stop: end.");
    assertThat(Cut.body(body, body.length())).isEqualTo(body);
    assertThat(Cut.body(body, 20)).hasSize(20).endsWith("…");
  }

  @Test
  void aCharacterOfTwoHalvesIsNotCutInTwo() {
    String cut = Cut.line("a".repeat(8) + "\uD83D\uDE00 tail", 10);

    assertThat(cut).isEqualTo("a".repeat(8) + "…");
  }
}
