package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.Target;
import io.healing.api.host.Handle;
import io.healing.api.host.Setting;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandlesTest {
  private final CountDownLatch gate = new CountDownLatch(1);
  private final ResizableQueue<Runnable> queue = new ResizableQueue<>(2);
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.MINUTES,
          queue,
          new CountedRejections(new ThreadPoolExecutor.DiscardPolicy()));
  private final Handle handle = Handles.threadPool("orders", pool);

  @AfterEach
  void end() {
    gate.countDown();
    pool.shutdownNow();
  }

  private void fill(int tasks) {
    for (int i = 0; i < tasks; i++) {
      pool.execute(
          () -> {
            try {
              gate.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
  }

  private static Setting setting(Handle handle, String name) {
    return handle.settings().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void aThreadPoolIsReadAsItStands() {
    fill(4);

    assertThat(handle.target()).hasToString("pool:orders");
    assertThat(handle.readings())
        .containsEntry("size", 1.0)
        .containsEntry("max_size", 1.0)
        .containsEntry("queued", 2.0)
        .containsEntry("queue_size", 2.0)
        .containsEntry("rejected", 1.0);
  }

  @Test
  void aQueueWithALargerBoundTakesWhatWasTurnedAwayBefore() {
    fill(4);
    setting(handle, "queue_size").change(3);
    fill(2);

    assertThat(handle.readings()).containsEntry("queued", 3.0).containsEntry("rejected", 2.0);
  }

  @Test
  void theSizesOfAThreadPoolAreChangedAndKeptInOrder() {
    setting(handle, "max_size").change(4);
    setting(handle, "core_size").change(3);

    assertThat(pool.getMaximumPoolSize()).isEqualTo(4);
    assertThat(pool.getCorePoolSize()).isEqualTo(3);
    assertThatThrownBy(() -> setting(handle, "core_size").change(5))
        .hasMessageContaining("core_size may be at most max_size, which is 4, but 5");
    assertThatThrownBy(() -> setting(handle, "max_size").change(2))
        .hasMessageContaining("max_size may not be below core_size, which is 3, but 2");
    assertThatThrownBy(() -> setting(handle, "max_size").change(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(pool.getCorePoolSize()).isEqualTo(3);
  }

  @Test
  void aQueueWithoutABoundHasNone() {
    assertThat(Handles.queue("mail", new LinkedBlockingQueue<>()).readings())
        .containsOnlyKeys("queued");
    assertThat(Handles.queue("hand", new SynchronousQueue<>()).readings())
        .containsOnlyKeys("queued");
    assertThat(Handles.queue("few", new LinkedBlockingQueue<>(7)).readings())
        .containsEntry("queue_size", 7.0);
    assertThat(Handles.queue("few", new LinkedBlockingQueue<>(7)).settings()).isEmpty();
  }

  @Test
  void aSmallerBoundLosesNothingAndTakesNothingUntilThereIsRoom() {
    ResizableQueue<String> texts = new ResizableQueue<>(3);
    texts.add("a");
    texts.add("b");
    texts.resize(1);

    assertThat(texts.offer("c")).isFalse();
    assertThat(texts.poll()).isEqualTo("a");
    assertThat(texts.offer("c")).isFalse();
    assertThat(texts.poll()).isEqualTo("b");
    assertThat(texts.offer("c")).isTrue();
    assertThat(texts).containsExactly("c");
  }

  @Test
  void whoWaitsForRoomGetsItWhenTheBoundGrows() throws InterruptedException {
    ResizableQueue<String> texts = new ResizableQueue<>(1);
    texts.add("a");
    Thread producer =
        new Thread(
            () -> {
              try {
                texts.put("b");
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    producer.start();
    texts.resize(2);
    producer.join(10_000);

    assertThat(texts).containsExactly("a", "b");
  }

  /** What HikariCP shows of a pool. */
  public interface PoolMXBean {
    int getActiveConnections();

    int getIdleConnections();

    int getTotalConnections();

    int getThreadsAwaitingConnection();
  }

  /** What HikariCP lets be changed. */
  public interface PoolConfigMXBean {
    int getMaximumPoolSize();

    void setMaximumPoolSize(int size);

    long getConnectionTimeout();

    void setConnectionTimeout(long ms);
  }

  /** Both, as a pool registers them. */
  public static final class Connections implements PoolMXBean, PoolConfigMXBean {
    private int most = 10;
    private long timeout = 30_000;

    @Override
    public int getActiveConnections() {
      return 9;
    }

    @Override
    public int getIdleConnections() {
      return 1;
    }

    @Override
    public int getTotalConnections() {
      return 10;
    }

    @Override
    public int getThreadsAwaitingConnection() {
      return 3;
    }

    @Override
    public int getMaximumPoolSize() {
      return most;
    }

    @Override
    public void setMaximumPoolSize(int size) {
      most = size;
    }

    @Override
    public long getConnectionTimeout() {
      return timeout;
    }

    @Override
    public void setConnectionTimeout(long ms) {
      timeout = ms;
    }
  }

  @Test
  void aHikariPoolIsReadAndResizedThroughJmx() throws Exception {
    ObjectName bean = new ObjectName("com.zaxxer.hikari:type=Pool (shop)");
    ObjectName config = new ObjectName("com.zaxxer.hikari:type=PoolConfig (shop)");
    var server = ManagementFactory.getPlatformMBeanServer();
    Connections connections = new Connections();
    server.registerMBean(new javax.management.StandardMBean(connections, PoolMXBean.class), bean);
    server.registerMBean(
        new javax.management.StandardMBean(connections, PoolConfigMXBean.class), config);
    try {
      Handle shop = Handles.hikariPool("shop");
      setting(shop, "max_size").change(15);
      setting(shop, "connection_timeout_ms").change(5_000);

      assertThat(shop.readings())
          .containsEntry("active", 9.0)
          .containsEntry("waiting", 3.0)
          .containsEntry("max_size", 15.0);
      assertThat(connections.timeout).isEqualTo(5_000);
      assertThatThrownBy(() -> setting(shop, "max_size").change(1_001))
          .isInstanceOf(IllegalArgumentException.class);
    } finally {
      server.unregisterMBean(bean);
      server.unregisterMBean(config);
    }
  }

  @Test
  void whatTheJmxServerDoesNotHaveIsNamed() {
    assertThatThrownBy(() -> Handles.hikariPool("nowhere").readings())
        .hasMessageContaining("com.zaxxer.hikari")
        .hasMessageContaining("registerMbeans = true");
  }

  @Test
  void twoHandlesOfOneTargetAreRefusedWithBothNamed() {
    HealingBuilder builder =
        Healing.builder()
            .handle(handle)
            .handle(Handles.jmx(new Target("pool", "orders")))
            .handle(Handles.queue("orders", queue));

    assertThatThrownBy(() -> builder.manual(Instant.EPOCH))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("pool:orders")
        .hasMessageContaining("the thread pool orders")
        .hasMessageContaining("the JMX numbers orders");
  }
}
