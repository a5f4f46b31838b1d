package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a thread pool does with its queue. */
class ResizableQueueTest {
  @Test
  void aPoolPurgesWhatWasCancelled() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new ResizableQueue<Runnable>(10));
    try {
      pool.execute(() -> waitFor(end));
      var waiting = pool.submit(() -> {});
      pool.submit(() -> {});
      waiting.cancel(false);
      pool.purge();
      assertThat(pool.getQueue()).hasSize(1);
    } finally {
      end.countDown();
      pool.shutdown();
      assertThat(pool.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void waitFor(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void itsIteratorRemovesWhatItGaveAndNothingThatEqualsIt() {
    ResizableQueue<String> queue = new ResizableQueue<>(10);
    String first = new String("a");
    String second = new String("a");
    queue.addAll(List.of(first, second));
    Iterator<String> all = queue.iterator();
    assertThatThrownBy(all::remove).isInstanceOf(IllegalStateException.class);
    all.next();
    all.next();
    all.remove();
    assertThatThrownBy(all::remove).isInstanceOf(IllegalStateException.class);
    assertThat(queue).hasSize(1);
    assertThat(queue.peek()).isSameAs(first);
    assertThat(queue.removeIf("a"::equals)).isTrue();
    assertThat(queue).isEmpty();
  }
}
