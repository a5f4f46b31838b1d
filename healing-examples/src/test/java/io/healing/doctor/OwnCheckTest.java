package io.healing.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.Ability;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import io.healing.api.act.PlanRequest;
import io.healing.api.act.Remediator;
import io.healing.api.act.Undo;
import io.healing.api.config.HealingConfig;
import io.healing.api.detect.EnvironmentCheck;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.environment.DoctorEntry;
import io.healing.api.environment.DoctorReport;
import io.healing.api.environment.DoctorState;
import io.healing.api.environment.EnvironmentGroup;
import io.healing.api.review.SuggestionSeverity;
import io.healing.core.EnvironmentDoctor;
import io.healing.core.HealingAdmin;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One class that checks and one that checks and mends, brought by the program itself. */
class OwnCheckTest {
  @TempDir Path base;
  private EnvironmentDoctor doctor;

  @BeforeEach
  void declare() throws IOException {
    base = base.toRealPath();
    doctor = EnvironmentDoctor.of(HealingConfig.defaults(base)).withPlugin(new Licence(base, true));
  }

  @Test
  void aCheckTellsWhatIsMissingAndChangesNothing() {
    DoctorReport report = doctor.check();
    assertThat(report.entries()).hasSize(1);
    DoctorEntry entry = report.entries().get(0);
    assertThat(entry.state()).isEqualTo(DoctorState.CAN_BE_FIXED);
    assertThat(entry.changes()).containsExactly("Write the licence");
    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(base).isEmptyDirectory();
  }

  @Test
  void itIsMendedJournalledSeenToBeWellAndCanBeTakenBack() {
    DoctorReport report = doctor.heal();
    assertThat(report.entries().get(0).state()).isEqualTo(DoctorState.CHANGED);
    assertThat(report.exitCode()).isZero();
    assertThat(base.resolve("licence.txt")).hasContent("free");
    try (var store = SqliteHealingStore.open(base.resolve(".healing/healing.db"));
        var admin = HealingAdmin.on(HealingConfig.defaults(base), store)) {
      assertThat(admin.action(1).detail().verification().state().word()).isEqualTo("verified");
      assertThat(admin.incidents()).isEmpty();
    }
  }

  @Test
  void aSecondHealDoesNothing() throws IOException {
    doctor.heal();
    byte[] before = Files.readAllBytes(base.resolve("licence.txt"));
    DoctorReport report = doctor.heal();
    assertThat(report.entries().get(0).state()).isEqualTo(DoctorState.OK);
    assertThat(base.resolve("licence.txt")).hasBinaryContent(before);
  }

  @Test
  void whatDidNotHelpIsTakenBackAndFailed() {
    EnvironmentDoctor clumsy =
        EnvironmentDoctor.of(HealingConfig.defaults(base)).withPlugin(new Licence(base, false));
    DoctorReport report = clumsy.heal();
    assertThat(report.entries().get(0).state()).isEqualTo(DoctorState.FAILED);
    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(base.resolve("licence.txt")).doesNotExist();
  }

  /** A check with its fix; a clumsy one writes what does not help. */
  private record Licence(Path base, boolean able) implements EnvironmentCheck, Remediator {
    private static final ActionType WRITE = new ActionType("acme.write_licence");

    @Override
    public String id() {
      return "acme.licence";
    }

    @Override
    public EnvironmentGroup group() {
      return EnvironmentGroup.FILE_SYSTEM;
    }

    @Override
    public Observation check(MonitorRequest request) {
      Subject subject = Subject.environment("licence.txt");
      return text().equals("free")
          ? Observation.builder().clear(subject, "the licence is there").build()
          : Observation.builder()
              .finding(
                  Finding.of("acme.licence_missing", subject, "The licence is missing")
                      .withSeverity(ErrorSeverity.HIGH)
                      .withHint("Write it"))
              .build();
    }

    private Path file() {
      return base.resolve("licence.txt");
    }

    private String text() {
      try {
        return Files.exists(file()) ? Files.readString(file()) : "";
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public List<ActionRequest> mends(Finding finding, MonitorRequest request) {
      return List.of(ActionRequest.of(WRITE, new Target("acme", "licence")));
    }

    @Override
    public Set<Ability> abilities() {
      return Set.of(new Ability(WRITE, "acme", Undo.EXACT));
    }

    @Override
    public ActionPlan plan(PlanRequest request) {
      return ActionPlan.of(request.wish(), "Write the licence")
          .withUndo(Undo.EXACT)
          .withRisk(SuggestionSeverity.LOW);
    }

    @Override
    public Inspection inspect(ActionPlan plan, PlanRequest request, Moment moment) {
      return text().isEmpty() ? Inspection.BEFORE : Inspection.AFTER;
    }

    @Override
    public String apply(ActionPlan plan, PlanRequest request) {
      try {
        Files.writeString(file(), able ? "free" : "oops");
      } catch (IOException e) {
        throw new HealingException("not written", "", e);
      }
      return "";
    }

    @Override
    public void undo(ActionPlan plan, PlanRequest request) {
      try {
        Files.delete(file());
      } catch (IOException e) {
        throw new HealingException("not deleted", "", e);
      }
    }
  }
}
