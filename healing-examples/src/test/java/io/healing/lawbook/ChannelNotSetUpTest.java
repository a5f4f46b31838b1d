package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.config.EscalationRung;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.detect.Incident;
import io.healing.api.detect.IncidentState;
import io.healing.api.job.JobDefinition;
import io.healing.api.notify.DeliveryConfig;
import io.healing.api.notify.NotifyRoute;
import io.healing.core.Healing;
import io.healing.core.HealingAdmin;
import io.healing.core.ManualHealing;
import io.healing.core.store.InMemoryStore;
import io.healing.laws.BrokenConfigScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The default channel, for which nothing is set up, is told once and is nobody's task. */
class ChannelNotSetUpTest {
  private static final Subject CHANNEL = Subject.plugin("notify.whatsapp");

  @TempDir Path home;

  @Test
  void whatARouteAJobOrTheEscalationNamesIsToldAtTheStartAndIsOverOnceItIsSetUp()
      throws IOException {
    SelfHealingConfig own = SelfHealingConfig.defaults();
    JobConfig job =
        JobConfig.of(JobDefinition.of("import"))
            .withSelfHealing(own.withSuggestions(own.suggestions().withNotifyChannel("slack")));
    NotifyRoute route = NotifyRoute.to("webhook");
    EscalationRung rung = new EscalationRung(Duration.ofMinutes(9), List.of(), "mail", null);
    House.Plan plan =
        House.in(home)
            .job(job)
            .root(root -> root.withRecovery(root.recovery().withEscalation(List.of(rung))))
            .config(
                config ->
                    config
                        .withDelivery(DeliveryConfig.defaults().withRoutes(List.of(route)))
                        .withPlugins(
                            Map.of("healing.notify-slack", Map.of("url_file", "slack.txt"))));
    try (House house = plan.open()) {
      house.tick(Duration.ZERO);
      assertThat(notSetUp(house.admin()))
          .containsExactly(
              "@healing/notify.mail", "@healing/notify.slack", "@healing/notify.webhook");

      Files.writeString(home.resolve("slack.txt"), "http://127.0.0.1:9/hook");
      house.ticks(10, Duration.ofSeconds(7));
      assertThat(notSetUp(house.admin()))
          .containsExactly("@healing/notify.mail", "@healing/notify.webhook");
    }
  }

  @Test
  void ofTheDefaultThatNobodyWroteNothingIsToldBeforeItsFirstMessage() {
    try (ManualHealing manual =
        Healing.builder()
            .store(InMemoryStore.create())
            .config(HealingConfig.defaults(home))
            .job(JobConfig.of(JobDefinition.of("import")))
            .manual(House.NOON)) {
      manual.tick(Duration.ofSeconds(31));

      assertThat(notSetUp(manual.healing().admin())).isEmpty();
    }
  }

  private static List<String> notSetUp(HealingAdmin admin) {
    return admin.incidents().stream()
        .filter(incident -> incident.findingId().equals("notify.not_set_up"))
        .filter(incident -> !incident.ended())
        .map(incident -> incident.subject().name())
        .sorted()
        .toList();
  }

  @Test
  void itIsOneFindingThatIsNeitherAnalysedNorEscalated() {
    try (BrokenConfigScenario scenario = BrokenConfigScenario.in(home).open()) {
      scenario.play().pass(Duration.ofHours(1), Duration.ofSeconds(31));

      assertThat(scenario.admin().incidents())
          .filteredOn(incident -> incident.subject().equals(CHANNEL))
          .singleElement()
          .satisfies(
              incident -> {
                assertThat(incident.state()).isEqualTo(IncidentState.OPEN);
                assertThat(incident.diagnosis()).isNull();
              })
          .extracting(Incident::hint)
          .asString()
          .contains("notify_channel: log");
      assertThat(scenario.store().decisions().of(CHANNEL, 10)).isEmpty();
      assertThat(scenario.admin().reviews())
          .noneMatch(review -> review.jobId().equals(CHANNEL.name()));
    }
  }
}
