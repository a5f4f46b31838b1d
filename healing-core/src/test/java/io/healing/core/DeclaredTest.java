package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.AllowedCommand;
import io.healing.api.config.HealingConfig;
import io.healing.core.config.Configuration;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the declaration of the environment permits, and nothing else. */
class DeclaredTest {
  private static final Path BASE = Path.of("/srv/app");

  private static Declared declared(String environment) {
    return new Declared(
        Configuration.parse("environment:\n" + environment.indent(2), BASE.resolve("healing.yaml"))
            .config());
  }

  @Test
  void whatIsNotDeclaredIsNotPermitted() {
    Declared none = new Declared(HealingConfig.defaults(BASE));
    assertThat(none.places()).isEmpty();
    assertThat(none.remediation().allowedCommands()).isEmpty();
    assertThat(none.remediation().allowedRoots()).isEmpty();
  }

  @Test
  void directoriesTheEnvFileAndDatabasesMayBeMade() {
    Declared some =
        declared(
            """
            env_file: { path: conf/.env }
            directories: [data, ./a/../logs]
            databases: [{ path: data/app.db, schema: schema.sql }]
            disk: { path: other, min_free: 1MB }
            """);
    assertThat(some.places())
        .containsExactlyInAnyOrder(
            BASE.resolve("conf/.env"),
            BASE.resolve("data"),
            BASE.resolve("logs"),
            BASE.resolve("data/app.db"));
    assertThat(some.remediation().allowedRoots()).isEmpty();
  }

  @Test
  void aPathOutsideIsPermittedItselfAndNothingAroundIt() {
    Declared some = declared("directories: [/var/lib/app/data, ../beside, data]");
    assertThat(some.remediation().allowedRoots())
        .containsExactly("/srv/beside", "/var/lib/app/data");
  }

  @Test
  void theDeclaredInstallationsMayBeRunEachOnce() {
    Declared some =
        declared(
            """
            packages:
              - { manifest: a, check: [x], install: [npm, install] }
              - { dir: web, manifest: a, check: [x], install: [npm, install] }
              - { dir: api, manifest: a, check: [x] }
              - { dir: py, manifest: a, check: [x], install: [pip, install] }
            """);
    assertThat(some.remediation().allowedCommands())
        .containsExactly(
            new AllowedCommand(List.of("npm", "install"), null),
            new AllowedCommand(List.of("pip", "install"), null));
  }
}
