package io.healing.sqlite.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.act.ActionPlan;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstRowsTest {
  private static final String T = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);";
  private static final String S = "CREATE TABLE s (k TEXT PRIMARY KEY, n INTEGER DEFAULT 1);";

  @TempDir Path base;

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "INSERT INTO s (k) SELECT 'a' UNION SELECT 'b' # a|1,b|1",
        "INSERT INTO s (k) SELECT a FROM t # x|1",
        "INSERT INTO s VALUES ('a', 1), ('b', 2) ON CONFLICT (k) DO UPDATE SET n = 3 # a|1,b|2",
        "INSERT INTO s VALUES ('a', 1) ON CONFLICT DO NOTHING # a|1",
        "REPLACE INTO s VALUES ('a', 5) # a|5",
        "WITH w(k) AS (VALUES ('a'), ('b')) INSERT INTO s (k) SELECT k FROM w # a|1,b|1",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) REPLACE INTO main.s (k) SELECT i FROM n # 1|1,2|1,3|1",
        "INSERT INTO s VALUES ('a', 1); UPDATE s SET n = 7 WHERE k = 'a' # a|7",
        "INSERT INTO s VALUES ('a', 1), ('b', 2); DELETE FROM s WHERE k = 'a' # b|2",
        "INSERT INTO s VALUES ('a', 1); UPDATE OR IGNORE main.s SET n = 7 # a|7",
      })
  void theRowsOfTheSchemaComeWithTheirTable(String rows, String wanted) throws Exception {
    Kit kit = Kit.declared(base, T + S + rows + ";").has(T + "INSERT INTO t VALUES (1, 'x')");

    ActionPlan done = kit.heal().get(0);

    assertThat(kit.ask("SELECT k, n FROM s ORDER BY k").replace("\n", ",")).isEqualTo(wanted);
    kit.undo(done);
    assertThat(kit.ask("SELECT * FROM t")).isEqualTo("1|x");
  }
}
