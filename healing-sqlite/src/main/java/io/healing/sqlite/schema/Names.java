package io.healing.sqlite.schema;

import io.healing.api.Image;
import io.healing.api.Subject;
import java.util.Set;

/** How things are called: in SQL, as subjects, and which tables belong to somebody else. */
final class Names {
  private static final int MOST = 180;
  private static final Set<String> OTHERS =
      Set.of("flyway_schema_history", "databasechangelog", "databasechangeloglock");

  /** The library's own, all that it makes under such names. */
  static final Set<String> OWN =
      Set.of(
          "healing_reviews",
          "healing_suggestions",
          "healing_actions",
          "healing_job_runs",
          "healing_journal",
          "healing_decisions",
          "healing_file_versions",
          "healing_changes",
          "healing_counters",
          "healing_rejections",
          "healing_instances",
          "healing_states",
          "healing_schema_version",
          "healing_store");

  private Names() {}

  /** A name as SQL reads it in any case. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** The subject of a part of a database; a name that is too long is cut and gets a hash. */
  static Subject subject(String declaredPath, String part) {
    String whole = part.isEmpty() ? declaredPath : declaredPath + "#" + part;
    StringBuilder plain = new StringBuilder(whole);
    for (int i = 0; i < plain.length(); i++) {
      if (plain.charAt(i) < ' ') {
        plain.setCharAt(i, '_');
      }
    }
    boolean kept = plain.length() <= MOST && plain.toString().equals(whole);
    return Subject.environment(kept ? whole : shortened(plain.toString(), whole));
  }

  private static String shortened(String plain, String whole) {
    String hash = Image.of(whole).hash().substring(0, 12);
    return plain.substring(0, Math.min(plain.length(), MOST - 13)) + "~" + hash;
  }

  /** Whether a table is kept by Flyway, by Liquibase or by Healing itself. */
  static boolean somebodyElses(Table table) {
    String name = Token.lower(table.name());
    return OTHERS.contains(name)
        || OWN.contains(name)
        || (name.equals("schema_version") && table.column("installed_rank").isPresent());
  }
}
