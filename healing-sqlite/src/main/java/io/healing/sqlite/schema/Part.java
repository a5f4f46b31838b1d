package io.healing.sqlite.schema;

/**
 * An index, a view or a trigger.
 *
 * @param type the word that SQLite has for it
 * @param table the table or view to which it belongs
 * @param sql its CREATE statement as the database keeps it
 */
record Part(String type, String name, String table, String sql) {
  boolean on(String other) {
    return Token.lower(table).equals(Token.lower(other));
  }

  boolean same(Part other) {
    return Tokens.same(sql, other.sql);
  }
}
