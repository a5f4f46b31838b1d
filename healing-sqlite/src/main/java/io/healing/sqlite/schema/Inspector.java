package io.healing.sqlite.schema;

import io.healing.api.act.Inspection;
import io.healing.api.act.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Tells how a database stands against a plan. Reads only. */
final class Inspector {
  private final Workplace place;

  Inspector(Workplace place) {
    this.place = place;
  }

  static MakeDatabase database(Workplace place) {
    return new MakeDatabase(place, new Parameters(place.plan().request()).text(Wishes.SCRIPT));
  }

  Inspection inspect(Moment moment) {
    if (movedAway()) {
      return Inspection.OTHER;
    }
    try {
      return SqliteSchema.isDatabase(place.plan().request())
          ? database(place).inspect(moment)
          : change();
    } catch (SQLException e) {
      return untold(moment, SqlFaults.failed(place.database().path(), e));
    } catch (IOException e) {
      return untold(moment, place.failed(e));
    }
  }

  /** Whether a link in the path leads somewhere else now. */
  private boolean movedAway() {
    Path planned = Path.of(place.plan().request().target().path().orElse(""));
    return !place.database().path().equals(planned);
  }

  private Inspection change() throws SQLException {
    if (!place.database().isFile()) {
      return Inspection.OTHER;
    }
    try (Connection connection = place.database().read()) {
      return new Parameters(place.plan().request()).change().inspect(connection);
    }
  }

  /** Who is about to change something is told why it cannot be told how it stands. */
  private Inspection untold(Moment moment, RuntimeException why) {
    if (moment != Moment.AFTER_CRASH) {
      throw why;
    }
    place.debug("It cannot be told what became of a repair", why);
    return Inspection.UNKNOWN;
  }
}
