package io.healing.sqlite.schema;

import io.healing.api.HealingException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says in words what SQLite says in codes. */
final class SqlFaults {
  private static final int PRIMARY = 0xff;

  private SqlFaults() {}

  /** What SQLite says, without the code and what the driver puts around it. */
  static String words(SQLException fault) {
    String message = String.valueOf(fault.getMessage());
    int open = message.startsWith("[") ? message.indexOf('(') : -1;
    return open < 0 || !message.endsWith(")")
        ? message
        : message.substring(open + 1, message.length() - 1);
  }

  static SQLiteErrorCode code(SQLException fault) {
    return fault instanceof SQLiteException sqlite
        ? SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PRIMARY)
        : SQLiteErrorCode.UNKNOWN_ERROR;
  }

  static boolean recoveryNeeded(SQLException fault) {
    return code(fault) == SQLiteErrorCode.SQLITE_READONLY;
  }

  /** Whether a process died in the middle of a write, and nobody has recovered the file yet. */
  private static boolean unfinished(SQLException fault) {
    return fault instanceof SQLiteException sqlite
        && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_READONLY_ROLLBACK;
  }

  /** The code of the finding that tells that a file cannot be looked at. */
  static String finding(SQLException fault) {
    if (unfinished(fault)) {
      return "database.unfinished";
    }
    return switch (code(fault)) {
      case SQLITE_NOTADB -> "database.not_a_database";
      case SQLITE_CORRUPT -> "database.corrupt";
      case SQLITE_BUSY, SQLITE_LOCKED -> "database.locked";
      default -> "database.unreadable";
    };
  }

  static String what(String finding) {
    return switch (finding) {
      case "database.not_a_database" -> "is not an SQLite database";
      case "database.corrupt" -> "is corrupt";
      case "database.locked" -> "is locked by another program";
      case "database.read_only" -> "is read-only";
      case "database.unfinished" -> "was left in the middle of a write by a process that died";
      default -> "cannot be read";
    };
  }

  static String hint(String finding) {
    return switch (finding) {
      case "database.not_a_database" ->
          "Look whether the path is right; restore the database from a backup";
      case "database.corrupt" -> "Restore it from a backup; it was not touched";
      case "database.locked" -> "Wait until the other program is done, or end it, and look again";
      case "database.unfinished" -> "Open it once with the application, which finishes that";
      case "database.lost" -> "Restore the file of the database, or move what lies there away";
      case "database.read_only" -> "Let this user write the file and its directory";
      default -> "Let this user read the file and its directory";
    };
  }

  /** The fault to throw when a repair did not take place. */
  static HealingException failed(Path file, SQLException fault) {
    if (unfinished(fault)) {
      return fault(file, finding(fault), fault);
    }
    return switch (code(fault)) {
      case SQLITE_FULL ->
          new HealingException(
              file + " cannot grow: the disk is full; nothing was changed", "Make room", fault);
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH -> fault(file, "database.read_only", fault);
      case SQLITE_NOTADB, SQLITE_CORRUPT, SQLITE_BUSY, SQLITE_LOCKED, SQLITE_CANTOPEN ->
          fault(file, finding(fault), fault);
      default ->
          new HealingException(
              file + ": " + words(fault) + "; nothing was changed", "Change it by hand", fault);
    };
  }

  private static HealingException fault(Path file, String finding, SQLException fault) {
    return new HealingException(
        file + " " + what(finding) + " (" + words(fault) + "); nothing was changed",
        hint(finding),
        fault);
  }
}
