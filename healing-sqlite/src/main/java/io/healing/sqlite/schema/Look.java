package io.healing.sqlite.schema;

import io.healing.api.ActionRequest;
import io.healing.api.Subject;
import io.healing.api.detect.Finding;
import io.healing.api.environment.DatabaseRequirement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at one declared database. Reads only. */
final class Look {
  /** Up to this size the pages of the file are checked at each look. */
  private static final long CHECKED_BYTES = 64L * 1024 * 1024;

  private final DatabaseRequirement requirement;
  private final Path base;
  private final DatabaseFile file;
  private final Subject subject;

  Look(DatabaseRequirement requirement, Path base) {
    this.requirement = requirement;
    this.base = base;
    this.file = DatabaseFile.of(base.resolve(requirement.path()));
    this.subject = Names.subject(requirement.path(), "");
  }

  /** Whether a finding's subject is this database or a part of it. */
  boolean owns(Subject other) {
    String own = subject.name();
    String name = other.name();
    return name.equals(own) || name.startsWith(own + "#") || name.contains("~");
  }

  /** All that is declared, with how it was found. */
  List<Thing> things() {
    return things(true);
  }

  /** The wishes that would mend what was found; the pages of the file are not checked again. */
  List<ActionRequest> mends(Finding finding) {
    return things(false).stream()
        .filter(thing -> thing.subject().equals(finding.subject()))
        .filter(thing -> thing.code().equals(finding.id()))
        .flatMap(thing -> thing.mends().stream())
        .toList();
  }

  private List<Thing> things(boolean pages) {
    try (Expected expected = Expected.of(new Declaration(base).read(requirement.schema()))) {
      return against(expected, pages);
    } catch (SchemaFault e) {
      return List.of(
          sick("database.schema_invalid", e.getMessage().lines().findFirst().orElse(""), e.hint()));
    } catch (SQLException e) {
      return List.of(unopened(e));
    }
  }

  private List<Thing> against(Expected expected, boolean pages) {
    Wishes wishes = new Wishes(file.path(), expected);
    if (!file.there()) {
      return List.of(missing(wishes));
    }
    if (!file.isFile()) {
      return List.of(notAFile());
    }
    try (Connection connection = file.read()) {
      Optional<Thing> corrupt = pages ? corrupt(connection) : Optional.empty();
      if (corrupt.isPresent()) {
        return List.of(corrupt.get());
      }
      return compared(expected, connection, wishes);
    } catch (SQLException e) {
      return List.of(unopened(e));
    }
  }

  private Thing missing(Wishes wishes) {
    return file.lostData().map(this::lost).orElseGet(() -> notThere(wishes));
  }

  private Thing lost(Path log) {
    return sick(
        "database.lost",
        "The database " + requirement.path() + " is not there, and " + DatabaseFile.lost(log),
        SqlFaults.hint("database.lost"));
  }

  private Thing notThere(Wishes wishes) {
    String hint =
        requirement.create()
            ? "Start the application once so that it makes it, or have it made from the declared schema"
            : "Look whether the path is right or a disk is lost; restore it from a backup, or"
                + " declare create: true to have it made";
    Thing thing =
        sick("database.missing", "The database " + requirement.path() + " is not there", hint);
    return requirement.create() ? thing.mendedBy(wishes.database()) : thing;
  }

  private Thing notAFile() {
    return sick(
        "database.not_a_file",
        "In the place of the database " + requirement.path() + " is something that is not a file",
        "Move it away by hand");
  }

  private Thing sick(String code, String words, String hint) {
    return Thing.sick(subject, code, words, hint);
  }

  private Thing unopened(SQLException fault) {
    String code = SqlFaults.finding(fault);
    String access =
        code.equals("database.unreadable") ? "; " + DatabaseFile.access(file.path()) : "";
    return sick(
        code,
        "The database "
            + requirement.path()
            + " "
            + SqlFaults.what(code)
            + " ("
            + SqlFaults.words(fault)
            + access
            + ")",
        code.equals("database.unreadable") && !Files.isReadable(file.path())
            ? file.letRead()
            : SqlFaults.hint(code));
  }

  private List<Thing> compared(Expected expected, Connection connection, Wishes wishes)
      throws SQLException {
    Comparison comparison = new Comparison(requirement.path(), expected, connection, wishes);
    List<Thing> things = comparison.things();
    Optional<String> readOnly = file.readOnlyBecause();
    boolean mendable = things.stream().anyMatch(thing -> !thing.mends().isEmpty());
    List<Thing> all = new ArrayList<>();
    if (mendable && readOnly.isPresent()) {
      all.add(readOnly(readOnly.get()));
      things.forEach(thing -> all.add(thing.mendedBy(List.of())));
    } else {
      all.add(Thing.well(subject, comparison.words(things)));
      all.addAll(things);
    }
    return all;
  }

  private Thing readOnly(String why) {
    return sick(
        "database.read_only",
        "The database " + requirement.path() + " lacks something, and " + why,
        file.letWrite());
  }

  private Optional<Thing> corrupt(Connection connection) throws SQLException {
    if (file.path().toFile().length() > CHECKED_BYTES) {
      return Optional.empty();
    }
    String said = DatabaseFile.pragma(connection, "quick_check(1)");
    return said.equals("ok")
        ? Optional.empty()
        : Optional.of(
            sick(
                "database.corrupt",
                "The database " + requirement.path() + " is corrupt (" + said + ")",
                SqlFaults.hint("database.corrupt")));
  }
}
