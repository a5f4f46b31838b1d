package io.healing.sqlite.schema;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the statements of the declared schema, and refuses those that reach outside of it. */
final class Declaration {
  /** The last two are words of the driver. */
  private static final Set<String> REACHING_STATEMENTS =
      Set.of("attach", "detach", "backup", "restore");

  private static final Set<String> REACHING_FUNCTIONS =
      Set.of("load_extension", "readfile", "writefile", "edit", "fts3_tokenizer");
  private static final Set<String> REACHING_PRAGMAS =
      Set.of("writable_schema", "temp_store_directory", "data_store_directory", "trusted_schema");

  private final Path base;

  Declaration(Path base) {
    this.base = base;
  }

  List<SqlStatement> read(List<String> declared) {
    List<SqlStatement> all = new ArrayList<>();
    for (String path : declared) {
      for (Path file : files(base.resolve(path).normalize())) {
        all.addAll(Script.split(shown(file), text(file)));
      }
    }
    all.forEach(Declaration::refuseReaching);
    return all;
  }

  private Path shown(Path file) {
    return file.startsWith(base) ? base.relativize(file) : file;
  }

  private List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> all = Files.list(path)) {
      List<Path> sql = all.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
      if (sql.isEmpty()) {
        throw new SchemaFault(
            "The directory " + shown(path) + " has no .sql file",
            "Put the schema there, or name a file");
      }
      return sql;
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  SchemaFault unreadable(Path file, IOException cause) {
    if (!Files.exists(file)) {
      return new SchemaFault(
          "The schema " + shown(file) + " is not there",
          "Name the file with the DDL in environment.databases",
          cause);
    }
    boolean denied = cause instanceof AccessDeniedException;
    String why =
        denied ? " may not be read by this user" : " cannot be read: " + cause.getMessage();
    return new SchemaFault("The schema " + shown(file) + why, Permission.read(file), cause);
  }

  /** Refuses a statement that reaches outside of its database. */
  static void refuseReaching(SqlStatement statement) {
    List<Token> tokens = statement.tokens();
    Token first = tokens.get(0);
    if (REACHING_STATEMENTS.contains(first.meaning())) {
      throw reaching(statement, first.text());
    }
    for (int i = 0; i < tokens.size(); i++) {
      refuse(statement, tokens, i);
    }
  }

  private static void refuse(SqlStatement statement, List<Token> tokens, int index) {
    Token token = tokens.get(index);
    String word = token.meaning();
    boolean called = index + 1 < tokens.size() && tokens.get(index + 1).is("(");
    boolean bad =
        (token.isName() && called && REACHING_FUNCTIONS.contains(word))
            || (tokens.get(0).is("PRAGMA") && REACHING_PRAGMAS.contains(word))
            || (tokens.get(0).is("VACUUM") && token.is("INTO"));
    if (bad) {
      throw reaching(statement, token.text());
    }
  }

  private static SchemaFault reaching(SqlStatement statement, String what) {
    return new SchemaFault(
        statement.place() + ": " + what + " reaches outside of the database and is not run",
        "Take the statement out of the schema");
  }
}
