/** The store in a SQLite database. */
package io.healing.sqlite;
