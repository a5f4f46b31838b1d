package io.healing.core.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.store.IntentState;
import io.healing.api.store.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a process left behind is settled by exactly one. */
class WhoSettlesTest extends DeathInTheAct {
  @Test
  void whatALivingProcessHasInHandIsLeftAlone() {
    Order order = place.order(place.plan(edit()));
    dieIn(order, "w.guarded");
    long other = place.store.instances().register("other", 3, place.clock.instant()).id();
    assertThat(place.acting(other).settle()).isEmpty();
    assertThat(place.store.journal().open()).hasSize(1);
  }

  @Test
  void whatThisProcessIsCarryingOutIsNotSettledMeanwhile() {
    Acting acting = place.acting();
    List<Settled> meanwhile = new ArrayList<>();
    place.steps = step -> meanwhile.addAll(acting.settle());
    assertThat(acting.apply(place.order(place.plan(edit()))).state()).isEqualTo(IntentState.DONE);
    assertThat(meanwhile).isEmpty();
  }

  @Test
  void whatThisProcessLeftBehindIsSettledByItself() {
    Order order = place.order(place.plan(edit()));
    Acting acting = place.acting();
    dieAt("t2.before");
    assertThatThrownBy(() -> acting.apply(order)).isInstanceOf(Dead.class);
    place.steps = step -> {};
    assertThat(acting.settle())
        .singleElement()
        .extracting(Settled::state)
        .isEqualTo(IntentState.DONE);
  }

  @Test
  void ofTwoThatSettleOnlyOneDoes() throws Exception {
    Order order = place.order(place.plan(edit()));
    dieIn(order, "w.after");
    reborn();
    long other = place.store.instances().register("other", 3, place.clock.instant()).id();
    CyclicBarrier start = new CyclicBarrier(2);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      List<Future<List<Settled>>> both = new ArrayList<>();
      for (long who : List.of(place.instance, other)) {
        Acting acting = place.acting(who);
        both.add(
            pool.submit(
                () -> {
                  start.await();
                  return acting.settle();
                }));
      }
      int settled = both.get(0).get().size() + both.get(1).get().size();
      assertThat(settled).isEqualTo(1);
    } finally {
      pool.shutdownNow();
    }
    assertThat(place.store.actions().page(Page.newest(9))).hasSize(1);
    assertThat(file).hasContent("dir=/srv\n");
  }
}
