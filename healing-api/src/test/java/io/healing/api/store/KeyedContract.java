package io.healing.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.PluginState;
import io.healing.api.Samples;
import io.healing.api.act.RecoveryProcedure;
import io.healing.api.detect.ErrorSeverity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CounterRepository}, {@link RejectionRepository}, {@link ProcedureRepository}
 * and {@link StateRepository} must do.
 */
public abstract class KeyedContract extends StoreContract {

  @Test
  void aCounterComesBackAndIsReplaced() {
    assertThat(store.counters().find(CAREFUL)).isEmpty();
    store.counters().save(Counter.none(CAREFUL));
    assertThat(again().counters().find(CAREFUL)).contains(Counter.none(CAREFUL));
    Counter counter = new Counter(CAREFUL, 3, 2, NOON, NOON.plusMillis(1), NOON.plusMillis(2));
    store.counters().save(counter);
    assertThat(again().counters().find(CAREFUL)).contains(counter);
    store.counters().save(Counter.none(CAREFUL));
    assertThat(again().counters().find(CAREFUL)).contains(Counter.none(CAREFUL));
  }

  @Test
  void aRejectionIsRememberedUntilItIsLifted() {
    assertThat(store.rejections().find("key")).isEmpty();
    store.rejections().save(Samples.rejection("key", NOON));
    assertThat(again().rejections().find("key")).contains(Samples.rejection("key", NOON));
    Rejection later =
        new Rejection("key", "other", ErrorSeverity.CRITICAL, "bob", CAREFUL, NOON.plusMillis(5));
    store.rejections().save(later);
    assertThat(again().rejections().find("key")).contains(later);
    assertThat(store.rejections().remove("key")).isTrue();
    assertThat(store.rejections().remove("key")).isFalse();
    assertThat(again().rejections().find("key")).isEmpty();
  }

  @Test
  void proceduresComeTheBestFirst() {
    RecoveryProcedure never = Samples.procedure("p-never", NOON);
    RecoveryProcedure once = Samples.procedure("p-once", NOON).after(true, NOON.plusMillis(1));
    RecoveryProcedure often = once.after(true, NOON.plusMillis(2));
    store.procedures().save(never);
    store.procedures().save(once);
    store.procedures().save(new RecoveryProcedure("p-often", "*", List.of(), 1, 2, NOON));
    assertThat(again().procedures().all())
        .extracting(RecoveryProcedure::id)
        .containsExactly("p-often", "p-once", "p-never");
    assertThat(store.procedures().all()).contains(never, once);
    store.procedures().save(often);
    assertThat(again().procedures().all()).hasSize(3).contains(often);
  }

  @Test
  void statesBelongToTheirOwner() {
    PluginState one = new PluginState(1, CAREFUL);
    PluginState two = new PluginState(2, "x".repeat(65_536));
    store.states().save("acme.a", Map.of("k1", one, "k2", two));
    store.states().save("acme.b", Map.of("k1", two));
    assertThat(again().states().all("acme.a")).isEqualTo(Map.of("k1", one, "k2", two));
    assertThat(store.states().find("acme.b", "k1")).contains(two);
    assertThat(store.states().find("acme.b", "k2")).isEmpty();
    store.states().save("acme.a", Map.of("k1", two));
    store.states().remove("acme.a", "k2");
    store.states().remove("acme.a", "k3");
    assertThat(again().states().all("acme.a")).isEqualTo(Map.of("k1", two));
    assertThat(store.states().all("acme")).isEmpty();
    store.states().save("acme.a", Map.of());
    assertThat(store.states().all("acme.a")).hasSize(1);
  }
}
