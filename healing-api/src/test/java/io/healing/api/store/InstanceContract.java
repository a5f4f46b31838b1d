package io.healing.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link InstanceRepository} must do. */
public abstract class InstanceContract extends StoreContract {

  @Test
  void whoRegisteredLivesUntilItLeaves() {
    Instance one = store.instances().register("one", 11, NOON);
    Instance two = store.instances().register(CAREFUL, 12, NOON.plusMillis(1));
    assertThat(one).isEqualTo(new Instance(one.id(), "one", 11, NOON));
    assertThat(two.id()).isGreaterThan(one.id()).isBetween(1L, 0xffff_ffffL);
    assertThat(store.instances().alive(one.id())).isTrue();
    store.instances().leave(one.id());
    store.instances().leave(one.id());
    assertThat(store.instances().alive(one.id())).isFalse();
    assertThat(store.instances().alive(two.id())).isTrue();
    assertThat(store.instances().all()).containsExactly(two, one);
  }

  @Test
  void whoNeverRegisteredDoesNotLive() {
    assertThat(store.instances().alive(0)).isFalse();
    assertThat(store.instances().alive(77)).isFalse();
    store.instances().leave(77);
    assertThat(store.instances().all()).isEmpty();
  }

  @Test
  void askingOftenDisturbsNobody() {
    Instance one = store.instances().register("one", 1, NOON);
    assertThat(IntStream.range(0, 100).allMatch(i -> store.instances().alive(one.id()))).isTrue();
  }

  @Test
  void closingTheStoreEndsItsInstances() {
    Instance one = store.instances().register("one", 1, NOON);
    HealingStore next = again();
    if (durable()) {
      assertThat(next.instances().alive(one.id())).isFalse();
      assertThat(next.instances().all()).containsExactly(one);
      assertThat(next.instances().register("two", 1, NOON).id()).isGreaterThan(one.id());
    }
  }
}
