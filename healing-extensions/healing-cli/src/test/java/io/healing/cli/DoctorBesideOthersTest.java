package io.healing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionRequest;
import io.healing.api.Subject;
import io.healing.api.detect.EnvironmentCheck;
import io.healing.api.detect.Finding;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.environment.DoctorEntry;
import io.healing.api.environment.DoctorReport;
import io.healing.api.environment.DoctorState;
import io.healing.api.environment.EnvironmentGroup;
import io.healing.core.EnvironmentDoctor;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor where somebody else mends the same at the same time. */
class DoctorBesideOthersTest {
  @TempDir private Path directory;
  private Path config;

  @BeforeEach
  void declare() throws IOException {
    directory = directory.toRealPath();
    config = directory.resolve("healing.yaml");
    Files.writeString(config, "environment: { directories: [logs] }\n");
  }

  /** Makes the directory between the look and the mending, as another process may. */
  private final class Another implements EnvironmentCheck {
    @Override
    public String id() {
      return "test.another";
    }

    @Override
    public EnvironmentGroup group() {
      return EnvironmentGroup.DEPENDENCIES;
    }

    @Override
    public Observation check(MonitorRequest request) {
      Subject subject = Subject.environment("another");
      return Observation.builder().finding(Finding.of("test.one", subject, "one more")).build();
    }

    @Override
    public List<ActionRequest> mends(Finding finding, MonitorRequest request) {
      try {
        Files.createDirectories(directory.resolve("logs"));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      return List.of();
    }
  }

  @Test
  void whatSomebodyElseMendedMeanwhileIsNotToldAsDoneHere() {
    try (SqliteHealingStore store = SqliteHealingStore.open(directory.resolve("h.db"))) {
      DoctorReport report =
          EnvironmentDoctor.of(config).withPlugin(new Another()).withStore(store).heal();

      DoctorEntry logs = report.of(EnvironmentGroup.FILE_SYSTEM).get(0);
      assertThat(logs.state()).isEqualTo(DoctorState.OK);
      assertThat(logs.message())
          .isEqualTo(
              "The directory logs is missing; that was so at the first look, and is well by now");
      assertThat(logs.changes()).isEmpty();
      assertThat(logs.actions()).isEmpty();
    }
  }
}
