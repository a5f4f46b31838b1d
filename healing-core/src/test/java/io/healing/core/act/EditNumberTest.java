package io.healing.core.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Undo;
import io.healing.api.decide.BlockReason;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.store.IntentState;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditNumberTest {
  private static final String YAML =
      """
      # how long we wait ☃ 𝄞
      http:
        timeout: 30s     # seconds
        retries: 3
        client.pool: {size: "8", timeout_ms: 1500}
      other: {timeout: 30s}
      list: [1, 2]
      """;

  @TempDir Path home;
  private Workplace place;

  @BeforeEach
  void openTheWorkplace() {
    place = new Workplace(home);
  }

  private static ActionRequest adjust(Path file, String key, String factor) {
    return ActionRequest.of(ActionType.ADJUST_TIMEOUT, Target.file(file))
        .with("key", key)
        .with("factor", factor);
  }

  @ParameterizedTest
  @CsvSource({
    "http.timeout,timeout: 30s     #,timeout: 60s     #",
    "http.client.pool.size,\"8\",\"16\"",
    "http.client.pool.timeout_ms,1500},3000}",
    "other.timeout,{timeout: 30s},{timeout: 60s}"
  })
  void inYamlOneNumberIsChangedAndEveryOtherByteKept(String key, String old, String next) {
    Path file = place.own("app.yaml", YAML);
    Applied applied = place.apply(adjust(file, key, "2"));
    assertThat(applied.state()).isEqualTo(IntentState.DONE);
    assertThat(file).hasContent(YAML.replace(old, next));
    place.acting().undo(applied.entry().row().id(), "ann", false);
    assertThat(file).hasContent(YAML);
  }

  @Test
  void inJson() {
    String json = "{\"a\": [{\"t\": 5}], \"http\": {\"t\" : 250, \"unit\":\"40 ms\"}}\n";
    Path file = place.own("app.json", json);
    place.apply(adjust(file, "http.t", "2"));
    place.apply(adjust(file, "http.unit", "0.5"));
    assertThat(file).hasContent(json.replace("250", "500").replace("40 ms", "20 ms"));
    assertThatThrownBy(() -> place.plan(adjust(file, "a.t", "2"))).hasMessageContaining("0 times");
  }

  @Test
  void inProperties() {
    String text = "# http.t=1\nhttp.t = 250\nhttp.tt=1\nsize:1.5 \n";
    Path file = place.own("app.properties", text);
    place.apply(adjust(file, "http.t", "1.5"));
    place.apply(adjust(file, "size", "3"));
    assertThat(Workplace.text(file)).isEqualTo("# http.t=1\nhttp.t = 375\nhttp.tt=1\nsize:4.5 \n");
  }

  @Test
  void thePlanSaysWhatWillBeWhat() {
    Path file = place.own("app.yaml", YAML);
    ActionPlan plan = place.plan(adjust(file, "http.timeout", "2"));
    assertThat(plan.summary()).isEqualTo("Change http.timeout in " + file + " from 30s to 60s");
    assertThat(plan.undo()).isEqualTo(Undo.EXACT);
    assertThat(plan.risk()).isEqualTo(SuggestionSeverity.MEDIUM);
  }

  @ParameterizedTest
  @CsvSource({"timeout,0 times", "http,has parts", "http.missing,0 times", "list,has parts"})
  void aKeyThatIsNoNumberIsRefused(String key, String words) {
    Path file = place.own("app.yaml", YAML);
    assertThatThrownBy(() -> place.plan(adjust(file, key, "2"))).hasMessageContaining(words);
  }

  @Test
  void whatIsThereTwiceOrNoNumberOrOfAnotherKindIsRefused() {
    Path twice = place.own("twice.properties", "a=1\na=2\n");
    assertThatThrownBy(() -> place.plan(adjust(twice, "a", "2"))).hasMessageContaining("2 times");
    Path word = place.own("word.properties", "password=hunter2 soon\n");
    assertThatThrownBy(() -> place.plan(adjust(word, "password", "2")))
        .hasMessageContaining("The value of password is no number")
        .hasMessageNotContaining("hunter2");
    Path other = place.own("app.conf", "a=1\n");
    assertThatThrownBy(() -> place.plan(adjust(other, "a", "2")))
        .hasMessageContaining("no YAML, JSON or properties");
  }

  @Test
  void aFileOfSomebodyElseIsGuarded() {
    Path file = place.file("app.yaml", YAML);
    Refused refused =
        catchThrowableOfType(Refused.class, () -> place.plan(adjust(file, "http.timeout", "2")));
    assertThat(refused.reason()).isEqualTo(BlockReason.GUARDED);
    assertThat(refused).hasMessageContaining("does not belong to");
  }

  @Test
  void whatHealingItselfMayDoIsNotChanged() {
    Path file = place.own("app.yaml", "self_healing:\n  limits: {actions_per_hour: 20}\n");
    assertThatThrownBy(() -> place.plan(adjust(file, "self_healing.limits.actions_per_hour", "5")))
        .hasMessageContaining("what Healing itself may do");
  }
}
