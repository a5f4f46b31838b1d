package io.healing.sqlite.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told to do. */
class HintsTest {
  private static final String T = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);";

  @TempDir Path base;

  @Test
  void aUniqueIndexOverRowsThatAreEqualIsTold() throws Exception {
    Kit kit =
        Kit.declared(
            base, T + "CREATE UNIQUE INDEX ta ON t (lower(a), id > 0 DESC) WHERE a <> 'z'");
    kit.has(T + "INSERT INTO t (a) VALUES ('q'), ('Q'), ('z'), ('z'), (NULL), (NULL)");

    assertThat(kit.only().hint())
        .isEqualTo(
            "2 rows of t are not unique in lower(a), id > 0: change them, or delete what is there"
                + " twice");
    assertThat(kit.wishes()).isEmpty();

    kit.has("DELETE FROM t WHERE a = 'Q'");
    kit.heal();
    assertThat(kit.codes()).isEmpty();
  }
}
