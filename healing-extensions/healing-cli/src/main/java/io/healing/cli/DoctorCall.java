package io.healing.cli;

import io.healing.api.HealingException;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.environment.DoctorReport;
import io.healing.api.environment.DoctorScope;
import io.healing.api.environment.DoctorState;
import io.healing.api.store.HealingStore;
import io.healing.core.EnvironmentDoctor;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Files;

/** Calls the doctor; the database is only opened, and made, where there is something to mend. */
final class DoctorCall {
  private final Session session;

  DoctorCall(Session session) {
    this.session = session;
  }

  DoctorReport check(DoctorScope scope) {
    return doctor().check(scope);
  }

  /** Mends what was found. */
  DoctorReport heal(DoctorScope scope, DoctorReport found) {
    boolean mendable = found.counts().getOrDefault(DoctorState.CAN_BE_FIXED, 0) > 0;
    if (!mendable && !Files.exists(session.database())) {
      return found;
    }
    try (HealingStore store = SqliteHealingStore.open(session.database(), session.settings())) {
      String because = store.info().readOnlyBecause();
      if (because != null) {
        throw new HealingException(
            "Nothing was mended, since what is done is journalled in "
                + session.database()
                + ", and that cannot be written: "
                + because,
            "Let this user write it, or name another with --db FILE.");
      }
      tellPaused(store);
      return doctor().withStore(store).by(System.getProperty("user.name", "doctor")).heal(scope);
    }
  }

  private void tellPaused(HealingStore store) {
    String reason = Paused.reason(store);
    if (reason != null) {
      session
          .terminal()
          .warn(
              "It is paused ("
                  + reason
                  + "); that stops what is changed by itself, not this, which was asked for");
    }
  }

  private EnvironmentDoctor doctor() {
    HealingConfig config = session.requiredConfig();
    RootConfig root =
        config.selfHealing().withDatabaseUrl(RootConfig.DATABASE_URL + session.database());
    return EnvironmentDoctor.of(config.withSelfHealing(root));
  }
}
