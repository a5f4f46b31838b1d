package io.healing.sqlite;

import io.healing.api.store.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says in words what SQLite says in codes, with the file and the mend. */
final class Faults {
  private static final int PRIMARY = 0xff;

  private final Path file;

  Faults(Path file) {
    this.file = file;
  }

  /** The fault to throw for what the driver threw. */
  StoreException of(SQLException cause) {
    return switch (primary(cause)) {
      case SQLITE_BUSY, SQLITE_LOCKED -> fault("is in use by another program", BUSY, cause);
      case SQLITE_FULL ->
          fault("cannot grow: the disk, or the size that it may have, is full", FULL, cause);
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH -> fault("cannot be written", WRITE, cause);
      case SQLITE_CORRUPT, SQLITE_NOTADB -> fault("is not a sound SQLite database", CORRUPT, cause);
      case SQLITE_CANTOPEN -> fault("cannot be opened", OPEN, cause);
      case SQLITE_IOERR -> fault("cannot be read or written", OPEN, cause);
      case SQLITE_CONSTRAINT -> fault("refuses the row: " + cause.getMessage(), CONSTRAINT, cause);
      default -> fault("failed: " + cause.getMessage(), "", cause);
    };
  }

  /** A fault of our own making. */
  StoreException fault(String what, String hint) {
    return new StoreException("The database " + file + " " + what, hint, null);
  }

  StoreException fault(String what, String hint, Throwable cause) {
    return new StoreException("The database " + file + " " + what, hint, cause);
  }

  static boolean busy(SQLException cause) {
    SQLiteErrorCode code = primary(cause);
    return code == SQLiteErrorCode.SQLITE_BUSY || code == SQLiteErrorCode.SQLITE_LOCKED;
  }

  static boolean readOnly(SQLException cause) {
    return primary(cause) == SQLiteErrorCode.SQLITE_READONLY;
  }

  /** Whether a read-only connection cannot tell, because the file has to be recovered first. */
  static boolean unreadable(SQLException cause) {
    SQLiteErrorCode code = primary(cause);
    return code == SQLiteErrorCode.SQLITE_READONLY || code == SQLiteErrorCode.SQLITE_CANTOPEN;
  }

  /** The code without its extension. */
  static SQLiteErrorCode primary(SQLException cause) {
    if (cause instanceof SQLiteException sqlite) {
      return SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PRIMARY);
    }
    return cause.getCause() instanceof SQLException inner
        ? primary(inner)
        : SQLiteErrorCode.UNKNOWN_ERROR;
  }

  private static final String BUSY =
      "Wait until the other program is done, or give a longer busy timeout.";
  private static final String FULL =
      "Make room, then go on; nothing of this transaction was kept, and nothing else was lost.";
  private static final String WRITE = "Let this user write the file and its directory.";
  private static final String CORRUPT =
      "It was left as it is. Take it away or restore a copy of it, then try again.";
  private static final String OPEN =
      "Look whether it is a file that this user may read, and whether the disk is sound.";
  private static final String CONSTRAINT =
      "It points to a row that is not there, or there already is one that it doubles.";
}
