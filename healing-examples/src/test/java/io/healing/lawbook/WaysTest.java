package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.HealingConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.decide.Deed;
import io.healing.api.decide.Ways;
import io.healing.api.notify.Notification;
import io.healing.api.notify.NotificationKind;
import io.healing.api.review.SuggestionStatus;
import io.healing.core.HealingAdmin;
import io.healing.core.store.InMemoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told names the way that they have, with all that it needs. */
class WaysTest {
  private static final String JOB = "import";
  private static final Pattern APPROVAL =
      Pattern.compile("healing\\.admin\\(\\)\\.approve\\((\\d+), \"([0-9a-f]{64})\", \"NAME\"\\)");

  @TempDir Path home;

  private House.Plan plan() {
    return House.in(home).job(BrokenConfig.job(home, JOB));
  }

  /** What the person is asked. */
  private static String question(House house) {
    BrokenConfig.happen(house, JOB);
    return house.mailbox.received.stream()
        .filter(told -> told.kind() == NotificationKind.SUGGESTION)
        .findFirst()
        .map(Notification::body)
        .orElseThrow(() -> new AssertionError(house.mailbox.received.toString()));
  }

  @Test
  void aProgramWithADatabaseNamesTheCommandsAndItsDatabase() {
    try (House house = plan().open()) {
      String database = house.store.info().place();

      assertThat(question(house))
          .contains(
              "healing show s1 shows it, healing approve s1 --by NAME has it done,"
                  + " healing reject s1 --by NAME --reason TEXT does not.")
          .contains("Give each command --db " + database)
          .contains("or call the same on healing.admin() in the program.");
    }
  }

  @Test
  void aProgramThatReadAFileNamesThatFile() throws Exception {
    Path file = Files.writeString(home.resolve("healing.yaml"), "jobs: {}\n");
    House.Plan read = plan().with(builder -> builder.readFrom(file));
    try (House house = read.open()) {
      assertThat(question(house)).contains("Give each command -c " + file + " --db ");
    }
  }

  /** The database of such a store cannot be opened by another program. */
  @Test
  void aProgramWithoutADatabaseNamesTheCallsAndTheyDoWhatIsSaid() {
    try (House house = plan().store(InMemoryStore.trusted()).open()) {
      String question = question(house);
      Matcher approval = APPROVAL.matcher(question);

      assertThat(question).doesNotContain("healing approve", "--by", "--db");
      assertThat(approval.find()).as(question).isTrue();
      long id = Long.parseLong(approval.group(1));
      house.admin().approve(id, approval.group(2), "anna");
      house.ticks(2, Duration.ofSeconds(6));
      assertThat(house.admin().suggestion(id).row().status()).isEqualTo(SuggestionStatus.APPLIED);
    }
  }

  @Test
  void aProgramThatNamesItsWaysIsFollowedInMessagesAndAnswers() {
    Ways chat = new Chat();
    try (House house = plan().with(builder -> builder.ways(chat)).open()) {
      String question = question(house);
      String hash =
          java.util.Objects.requireNonNull(house.admin().suggestion(1).detail().plan()).hash();

      assertThat(question)
          .contains("!approve s1 " + hash + " has it done", "!pause stops every")
          .endsWith("Only in #ops.")
          .doesNotContain("healing.admin()", "healing approve");
      assertThat(house.admin().why(JOB))
          .contains("s1 waits for a person: !show s1 shows it, !approve s1 " + hash)
          .endsWith("Only in #ops.");
      try (HealingAdmin other =
          HealingAdmin.on(HealingConfig.defaults(home), house.store, Ways.commands())) {
        assertThat(other.why(JOB))
            .contains("healing approve s1 --by NAME has it done")
            .doesNotContain("!approve", "Only in #ops");
      }
    }
  }

  private static final class Chat implements Ways {
    @Override
    public String to(Deed deed) {
      return ("!" + deed.kind().word() + " " + deed.id() + " " + deed.planHash()).strip();
    }

    @Override
    public String note() {
      return "Only in #ops.";
    }
  }

  @Test
  void whatIsDecidedIsASentenceThatSaysWhatToDo() {
    try (House house = plan().open()) {
      assertThat(question(house))
          .contains(
              "Now: it waits for a person's approval, because healing is not switched on for this"
                  + " job (self_healing.enabled of import is false). Set self_healing.enabled:"
                  + " true below the job, or approve it.");
    }
    Path other = home.resolve("other");
    JobConfig job = BrokenConfig.job(other, JOB);
    JobConfig asking =
        job.withSelfHealing(
            job.selfHealing()
                .withEnabled(true)
                .withRemediation(
                    job.selfHealing()
                        .remediation()
                        .withAllowedActions(java.util.List.of("edit_config"))
                        .withRequireApproval(true)));
    assertThat(other.toFile().mkdirs()).isTrue();
    try (House house = House.in(other).job(asking).open()) {
      assertThat(question(house))
          .contains(
              "because every change of it is to be approved (remediation.require_approval is true)."
                  + " Approve it, or set remediation.require_approval: false.");
    }
  }
}
