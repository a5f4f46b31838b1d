package io.healing.examples;

import io.healing.api.config.HealingConfig;
import io.healing.api.environment.DoctorReport;
import io.healing.api.environment.DoctorState;
import io.healing.core.EnvironmentDoctor;
import io.healing.core.HealingAdmin;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A check of the environment of one's own, with its fix, in one class: {@link LicenceCheck}. */
public class OwnCheckMain {
  public static void main(String[] args) throws IOException {
    Path home = Files.createDirectories(Path.of("target/own-check")).toAbsolutePath();
    Path licence = home.resolve("licence.txt");
    Files.deleteIfExists(licence);
    HealingConfig config = HealingConfig.defaults(home);
    LicenceCheck check = new LicenceCheck(licence);
    EnvironmentDoctor doctor = EnvironmentDoctor.of(config).withPlugin(check);
    say(doctor.check());
    try (var store = SqliteHealingStore.open(home.resolve(".healing/healing.db"))) {
      DoctorReport healed = doctor.withStore(store).heal();
      var entry = healed.entries().get(0);
      System.out.println("changed: " + entry.changes().get(0) + " " + entry.actions());
      try (var admin = HealingAdmin.on(config, store)) {
        admin.rollback(admin.actions().get(0).row().id(), "anna");
      }
    }
    System.out.println("Taken back: licence.txt is there: " + Files.exists(licence));
  }

  private static void say(DoctorReport report) {
    var counts = report.counts();
    System.out.println(
        "needs_you "
            + counts.get(DoctorState.NEEDS_YOU)
            + ", can_be_fixed "
            + counts.get(DoctorState.CAN_BE_FIXED));
    report.entries().forEach(entry -> System.out.println(entry.message() + ". " + entry.hint()));
  }
}
