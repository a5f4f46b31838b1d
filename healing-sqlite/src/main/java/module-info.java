import org.jspecify.annotations.NullMarked;

/** The store in a SQLite database, and the check of database files. */
@NullMarked
module io.healing.sqlite {
  requires transitive io.healing.api;
  requires static org.jspecify;
  requires com.zaxxer.hikari;
  requires java.sql;
  requires org.slf4j;
  requires org.xerial.sqlitejdbc;

  exports io.healing.sqlite;

  provides io.healing.api.store.StoreProvider with
      io.healing.sqlite.SqliteStoreProvider;
  provides io.healing.api.detect.EnvironmentCheck with
      io.healing.sqlite.schema.SqliteSchema;
}
