package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.act.ServiceControl;
import io.healing.api.config.HealingConfig;
import io.healing.core.store.InMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found to be wrong when the plug-ins are known is told with its line in the file. */
class PlacesTest {
  private static final String WRONG =
      """
      plugins:
        healing.notify-webhook:
          url: hooks.shop.example
        healing.monitor.log:
          paths: [a.log, b.log]
          pattern: "(["
        healing.monitor.pool: { warning: 95, critical: 90 }
        healing.monitor.pol: {}
      self_healing:
        host:
          services: [{ name: web, unit: web.service }]
          deployments:
            - { name: shop, releases: r, current: c, restart: wbe }
      """;

  @TempDir Path home;

  private Path file() throws IOException {
    return Files.writeString(home.resolve("healing.yaml"), WRONG);
  }

  @Test
  void everyFaultBelowPluginsHasItsLine() throws IOException {
    Path file = file();
    HealingBuilder builder = Healing.builder().store(InMemoryStore.create()).config(file);

    assertThatThrownBy(() -> builder.manual(Instant.EPOCH))
        .satisfies(
            refused ->
                assertThat(refused.getMessage().replace(file.toString(), "F").lines())
                    .satisfiesExactly(
                        at -> assertThat(at).startsWith("F:13: self_healing.host.deployments[0]"),
                        at -> assertThat(at).startsWith("F:3: plugins.healing.notify-webhook.url"),
                        at -> assertThat(at).startsWith("F:6: plugins.healing.monitor.log.pattern"),
                        at -> assertThat(at).startsWith("F:7: plugins.healing.monitor.pool.crit"),
                        at ->
                            assertThat(at)
                                .isEqualTo(
                                    "F:8: plugins.healing.monitor.pol: there is no plug-in of this"
                                        + " id. Maybe healing.monitor.pool")));
  }

  @Test
  void aConfigurationThatWasReadBeforeIsToldInTheSameWords() throws IOException {
    Path file = file();
    HealingBuilder one = Healing.builder().store(InMemoryStore.create()).config(file);
    HealingBuilder other =
        Healing.builder()
            .store(InMemoryStore.create())
            .config(Healing.configuration(file))
            .readFrom(file);

    assertThatThrownBy(() -> other.manual(Instant.EPOCH))
        .satisfies(
            told ->
                assertThatThrownBy(() -> one.manual(Instant.EPOCH)).hasMessage(told.getMessage()));
  }

  @Test
  void faultsOfTheFileAndOfPluginsAreOneMessage() throws IOException {
    Path file =
        Files.writeString(
            home.resolve("healing.yaml"),
            WRONG + "environment: { directorys: [] }\nself_heeling: {}\n");
    HealingBuilder builder =
        Healing.builder().config(file).store(InMemoryStore.create()).plugin(new Docker());

    assertThatThrownBy(() -> builder.manual(Instant.EPOCH))
        .satisfies(
            refused ->
                assertThat(refused.getMessage().replace(file.toString(), "F").lines())
                    .satisfiesExactly(
                        at -> assertThat(at).startsWith("F:14: environment.directorys"),
                        at -> assertThat(at).startsWith("F:15: self_heeling"),
                        at -> assertThat(at).startsWith("F:3: plugins.healing.notify-webhook.url"),
                        at -> assertThat(at).startsWith("F:6: plugins.healing.monitor.log.pattern"),
                        at -> assertThat(at).startsWith("F:7: plugins.healing.monitor.pool.crit"),
                        at ->
                            assertThat(at)
                                .isEqualTo(
                                    "F:8: plugins.healing.monitor.pol: there is no plug-in of this"
                                        + " id. Maybe healing.monitor.pool")));
  }

  @Test
  void whatIsWrongWithAFileThatCannotBeReadIsToldOnce() {
    HealingBuilder builder = Healing.builder().config(home.resolve("none.yaml"));

    assertThatThrownBy(() -> builder.manual(Instant.EPOCH))
        .satisfies(refused -> assertThat(refused.getMessage().lines()).hasSize(1))
        .hasMessageContaining("none.yaml");
  }

  @Test
  void aConfigurationThatIsGivenAfterwardsTakesThePlaceOfAFaultyFile() {
    Healing.builder()
        .config(home.resolve("none.yaml"))
        .config(HealingConfig.defaults(home))
        .store(InMemoryStore.create())
        .manual(Instant.EPOCH)
        .close();
  }

  @Test
  void aServiceThatIsRestartedWithADeploymentMustBeThere() throws IOException {
    Path file = file();
    Files.writeString(file, WRONG.substring(WRONG.indexOf("self_healing")));
    HealingBuilder builder = Healing.builder().store(InMemoryStore.create()).config(file);

    assertThatThrownBy(() -> builder.manual(Instant.EPOCH))
        .hasMessage(
            file
                + ":5: self_healing.host.deployments[0].restart: \"wbe\" is no service of"
                + " self_healing.host.services. Maybe web");
    builder.plugin(new Docker()).manual(Instant.EPOCH).close();
  }

  /** Knows services that no configuration declares. */
  private static final class Docker implements ServiceControl {
    @Override
    public String id() {
      return "acme.docker";
    }

    @Override
    public boolean controls(String service) {
      return true;
    }

    @Override
    public void restart(String service) {
      throw new UnsupportedOperationException(service);
    }

    @Override
    public Optional<Status> status(String service) {
      return Optional.empty();
    }
  }
}
