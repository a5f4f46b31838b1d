package io.healing.sqlite.schema;

import io.healing.api.HealingException;
import io.healing.api.act.Inspection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Something that is added to a database that is there. */
interface Change {
  /** What is done, for a person. */
  String words();

  /** The SQL of what is added. */
  String sql();

  /** Why it cannot be added to the database as it is now. */
  Optional<String> refusal(Connection connection) throws SQLException;

  Inspection inspect(Connection connection) throws SQLException;

  /** How many times the size of the file it may need for a while. */
  default int room() {
    return 0;
  }

  /**
   * Adds it, inside of a transaction.
   *
   * @return the receipt: what {@link #takeBack} has to know of what was added
   */
  String make(Connection connection) throws SQLException;

  /**
   * Takes it away again, inside of a transaction.
   *
   * @param receipt what {@link #make} gave, if it is still there
   * @throws HealingException when it holds what somebody wrote since
   */
  void takeBack(Connection connection, Optional<String> receipt) throws SQLException;

  /** The fault to throw when a receipt is needed that is not there any more. */
  static HealingException lost(String what) {
    return new HealingException(
        "What was noted in .healing/backups when "
            + what
            + " was made is gone, so nobody can tell whether somebody has written into it since;"
            + " nothing was taken away",
        "Look at " + what + ", and take it away by hand if it is not needed");
  }
}
