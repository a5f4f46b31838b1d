package io.healing.sqlite.schema;

import org.jspecify.annotations.Nullable;

/**
 * A column as SQLite tells it.
 *
 * @param fallback the text of its default value, or null
 * @param key its place in the primary key, from 1; 0 outside of it
 * @param hidden 0 an ordinary column, 2 generated and virtual, 3 generated and stored
 */
record Column(
    String name, String type, boolean notNull, @Nullable String fallback, int key, int hidden) {
  boolean generated() {
    return hidden >= 2;
  }
}
