package io.healing.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.Samples;
import io.healing.api.review.SuggestionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link HealingStore#transaction} must do. */
public abstract class TransactionContract extends StoreContract {

  @Test
  void aTransactionKeepsAllAndAnswers() {
    String answer =
        store.transaction(
            () -> {
              writeEverywhere();
              return "done";
            });
    assertThat(answer).isEqualTo("done");
    assertThat(again().runs().count()).isEqualTo(1);
    assertThat(store.journal().open()).hasSize(1);
    assertThat(store.suggestions().find(1).orElseThrow().row().status())
        .isEqualTo(SuggestionStatus.APPROVED);
  }

  @Test
  void anExceptionTakesAllBackAndReachesTheCaller() {
    IllegalStateException thrown = new IllegalStateException("stop");
    assertThatThrownBy(
            () ->
                store.transaction(
                    () -> {
                      writeEverywhere();
                      throw thrown;
                    }))
        .isSameAs(thrown);
    assertNothingIsKept();
    writeEverywhere();
    assertThat(store.runs().count()).isEqualTo(1);
  }

  @Test
  void anErrorTakesAllBackToo() {
    assertThatThrownBy(
            () ->
                store.transaction(
                    () -> {
                      writeEverywhere();
                      throw new StackOverflowError();
                    }))
        .isInstanceOf(StackOverflowError.class);
    assertNothingIsKept();
  }

  @Test
  void whatTheStoreRefusedTakesAllBackEvenWhenTheRefusalIsCaught() {
    assertThatThrownBy(
            () ->
                store.transaction(
                    () -> {
                      writeEverywhere();
                      assertThatThrownBy(this::addWithoutReview).isInstanceOf(StoreException.class);
                      return true;
                    }))
        .isInstanceOf(StoreException.class);
    assertNothingIsKept();
  }

  @Test
  void aTransactionReadsWhatItWrote() {
    boolean seen =
        store.transaction(
            () -> {
              writeEverywhere();
              return store.runs().find(1).isPresent()
                  && store.suggestions().approved().size() == 1
                  && store.states().find("o", "k").isPresent();
            });
    assertThat(seen).isTrue();
  }

  @Test
  void changesWithinATransactionAreTakenBackToWhatWasBefore() {
    writeEverywhere();
    Counter changed = new Counter("k", 9, 9, null, null, null);
    assertThatThrownBy(
            () ->
                store.transaction(
                    () -> {
                      store.counters().save(changed);
                      move(1, SuggestionStatus.APPLIED);
                      store.states().remove("o", "k");
                      throw new IllegalArgumentException();
                    }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(again().counters().find("k")).contains(Counter.none("k"));
    assertThat(store.suggestions().approved()).hasSize(1);
    assertThat(store.states().find("o", "k")).isPresent();
  }

  @Test
  void transactionsAreNotNested() {
    assertThatThrownBy(() -> store.transaction(() -> store.transaction(() -> 1)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store.<Integer>transaction(() -> 2)).isEqualTo(2);
  }

  @Test
  void readAndWriteInOneTransactionLosesNoCount() throws Exception {
    store.counters().save(Counter.none("k"));
    inThreads(
        4,
        () -> {
          for (int i = 0; i < 50; i++) {
            store.transaction(this::countOneMore);
          }
        });
    assertThat(again().counters().find("k").orElseThrow().attempts()).isEqualTo(200);
  }

  @Test
  void nobodyElseSeesHalfOfATransaction() throws Exception {
    CountDownLatch half = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<Boolean> seen =
          other.submit(
              () -> {
                half.await();
                asked.countDown();
                boolean run = store.runs().find(1).isPresent();
                return run == store.counters().find("k").isPresent() || !run;
              });
      store.transaction(
          () -> {
            store.runs().save(List.of(Samples.run(1, "report", NOON)));
            half.countDown();
            await(asked);
            store.counters().save(Counter.none("k"));
            return true;
          });
      assertThat(seen.get()).isTrue();
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void anInterruptedThreadStillReadsAndWritesAndStaysInterrupted() {
    Thread.currentThread().interrupt();
    try {
      store.counters().save(Counter.none("k"));
      assertThat(store.counters().find("k")).isPresent();
      assertThat(store.instances().alive(store.instances().register("a", 1, NOON).id())).isTrue();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aClosedStoreSaysSo() {
    store.close();
    store.close();
    assertThatThrownBy(() -> store.runs().count())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> store.counters().save(Counter.none("k")))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> store.transaction(() -> 1)).isInstanceOf(StoreException.class);
  }

  private void writeEverywhere() {
    store.runs().save(List.of(Samples.run(1, "report", NOON)));
    store.incidents().save(Samples.incident("i-00000001"));
    long suggestion = addSuggestion("key", NOON);
    move(suggestion, SuggestionStatus.APPROVED);
    store.actions().add(Samples.action(suggestion, "report", NOON), Samples.actionDetail(1, NOON));
    store.journal().begin(Samples.intent(suggestion, NOON));
    store.counters().save(Counter.none("k"));
    store.rejections().save(Samples.rejection("r", NOON));
    store.decisions().add(Samples.decision("report", "t", NOON));
    store.files().keep(Samples.fileVersion("a", NOON));
    store.metrics().add(List.of(Samples.metric("m", "cpu", NOON)));
    store.procedures().save(Samples.procedure("p", NOON));
    store.states().save("o", Map.of("k", new io.healing.api.PluginState(1, "t")));
  }

  private void assertNothingIsKept() {
    HealingStore read = again();
    assertThat(read.runs().count()).isZero();
    assertThat(read.incidents().active()).isEmpty();
    assertThat(read.reviews().page(Page.newest(1))).isEmpty();
    assertThat(read.suggestions().page(Page.newest(1))).isEmpty();
    assertThat(read.actions().page(Page.newest(1))).isEmpty();
    assertThat(read.journal().open()).isEmpty();
    assertThat(read.counters().find("k")).isEmpty();
    assertThat(read.rejections().find("r")).isEmpty();
    assertThat(read.decisions().of(io.healing.api.Subject.job("report"), 1)).isEmpty();
    assertThat(read.files().of("report", "/srv/app/report.conf")).isEmpty();
    assertThat(read.metrics().newest("cpu", 1)).isEmpty();
    assertThat(read.procedures().all()).isEmpty();
    assertThat(read.states().all("o")).isEmpty();
  }

  private void addWithoutReview() {
    store
        .suggestions()
        .add(Samples.suggestion(99, "report", NOON), Samples.suggestionDetail("x", NOON));
  }

  private boolean countOneMore() {
    Counter old = store.counters().find("k").orElseThrow();
    store.counters().save(new Counter("k", old.attempts() + 1, 0, NOON, null, null));
    return true;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void inThreads(int count, Runnable work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        done.add(threads.submit(work));
      }
      for (Future<?> one : done) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
