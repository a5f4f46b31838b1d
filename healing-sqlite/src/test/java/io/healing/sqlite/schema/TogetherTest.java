package io.healing.sqlite.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.ActionRequest;
import io.healing.api.act.ActionPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns of one table that are missing together, of which some are made of others. */
class TogetherTest {
  private static final String T = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);";
  private static final String ROWS = "INSERT INTO t (id, a) VALUES (1, 'x'), (5, 'y');";

  @TempDir Path base;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vv INTEGER AS (s + 1), s INTEGER DEFAULT 3",
        "vv INTEGER AS (s + 1) STORED, s INTEGER DEFAULT 3",
        "vv INTEGER AS (w + 0), w INTEGER AS (\"S\" + 1), s INTEGER DEFAULT 3",
        "vv INTEGER DEFAULT 4 CHECK (vv > s), s INTEGER DEFAULT 3",
      })
  void oneHealMendsAllOfThemAsPlannedBefore(String columns) throws Exception {
    Kit kit =
        Kit.declared(base, "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, " + columns + ");");
    kit.has(T + ROWS);
    List<ActionPlan> plans = new ArrayList<>();
    for (ActionRequest wish : kit.wishes()) {
      plans.add(kit.schema.plan(kit.asked(wish)));
    }

    for (ActionPlan plan : plans) {
      kit.apply(plan);
    }

    assertThat(kit.codes()).isEmpty();
    assertThat(kit.ask("SELECT s, vv FROM t")).isEqualTo("3|4\n3|4");
    Collections.reverse(plans);
    for (ActionPlan plan : plans) {
      kit.undo(plan);
    }
    assertThat(kit.ask("SELECT * FROM t")).isEqualTo("1|x\n5|y");
  }

  @Test
  void aColumnThatNeedsOneThatAPersonMustAddIsToldToo() throws Exception {
    Kit kit =
        Kit.declared(
            base,
            "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, vv AS (s + 1), s INTEGER NOT NULL);");
    kit.has(T + ROWS);

    assertThat(kit.wishes()).isEmpty();
    assertThat(kit.check().findings().get(1).hint())
        .isEqualTo("Add it by hand: it needs the column s, which you must add first");
  }

  @Test
  void whatTheWishCarriesIsADefinitionAndNothingElse() throws Exception {
    Kit kit = Kit.declared(base, T.replace(")", ", vv AS (s + 1), s)")).has(T + ROWS);
    ActionRequest wish = kit.wishes().get(1).with("with.0001", "s); DROP TABLE t; --");

    assertThatThrownBy(() -> kit.schema.plan(kit.asked(wish)))
        .hasMessageContaining("has a parameter with. that does something else");
  }
}
