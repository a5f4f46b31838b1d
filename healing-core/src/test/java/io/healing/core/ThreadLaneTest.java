package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that do not end cost a lane a while, and never the lane. */
class ThreadLaneTest {
  private static final Duration LIMIT = Duration.ofMillis(100);
  private static final Duration PAST_HEEDING = Duration.ofMillis(2_200);

  private final AtomicLong nanos = new AtomicLong();
  private final List<CountDownLatch> ends = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final ThreadLane lane = new ThreadLane("lane-under-test", 3, nanos::get);

  @AfterEach
  void close() throws InterruptedException {
    ends.forEach(CountDownLatch::countDown);
    lane.close(Duration.ofSeconds(5));
    await(() -> alive() == 0);
  }

  /** A call that heeds no interrupt; returns once it runs. */
  private Thread stubborn(String name) throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch runs = new CountDownLatch(1);
    List<Thread> on = new ArrayList<>();
    ends.add(end);
    lane.submit(name, LIMIT, () -> held(on, runs, end), this::tell);
    assertThat(runs.await(5, TimeUnit.SECONDS)).as(name + " runs").isTrue();
    return on.get(0);
  }

  private static String held(List<Thread> on, CountDownLatch runs, CountDownLatch end) {
    on.add(Thread.currentThread());
    runs.countDown();
    while (end.getCount() > 0) {
      Thread.interrupted();
      LockSupport.parkNanos(1_000_000);
    }
    return "late";
  }

  private void tell(Outcome<String> outcome) {
    outcome.handle(told::add, fault -> told.add(fault.getClass().getSimpleName()));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    lane.collect();
  }

  private static void await(BooleanSupplier condition) {
    boolean met = condition.getAsBoolean();
    for (int i = 0; i < 5_000 && !met; i++) {
      LockSupport.parkNanos(1_000_000);
      met = condition.getAsBoolean();
    }
    assertThat(met).isTrue();
  }

  private static long alive() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("lane-under-test"))
        .count();
  }

  private boolean works() {
    told.clear();
    lane.submit("quick", LIMIT, () -> "well", this::tell);
    await(() -> lane.collect() > 0);
    return told.equals(List.of("well"));
  }

  @Test
  void aCallPastItsLimitIsAnsweredAndItsThreadReplaced() throws InterruptedException {
    stubborn("one");
    pass(PAST_HEEDING);
    assertThat(told).containsExactly("TimeoutException");
    assertThat(alive()).isEqualTo(4);
    assertThat(works()).isTrue();
    assertThat(lane.held()).isEmpty();
  }

  @Test
  void anyNumberOfCallsThatOverranAndEndedLeaveTheLaneAsItWas() throws InterruptedException {
    for (int i = 0; i < 9; i++) {
      Thread thread = stubborn("slow " + i);
      pass(PAST_HEEDING);
      ends.get(i).countDown();
      thread.join(5_000);
      assertThat(thread.isAlive()).isFalse();
    }
    assertThat(works()).isTrue();
    assertThat(alive()).isEqualTo(3);
  }

  @Test
  void aLaneFullOfCallsThatDoNotEndSaysWhichAndWorksAgainWhenOneEnds() throws InterruptedException {
    for (int i = 0; i < 7; i++) {
      stubborn("stuck " + i);
      pass(PAST_HEEDING);
    }
    assertThat(alive()).as("four were replaced").isEqualTo(7);
    assertThat(lane.held()).containsExactlyInAnyOrder("stuck 4", "stuck 5", "stuck 6");
    told.clear();
    lane.submit("quick", LIMIT, () -> "well", this::tell);
    lane.collect();
    assertThat(told).containsExactly("CallRefused");

    ends.get(6).countDown();
    await(
        () -> {
          lane.collect();
          return lane.held().isEmpty();
        });
    assertThat(works()).isTrue();
  }

  @Test
  void aThreadThatWasGivenUpMakesRoomForAnotherWhenItEnds() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      threads.add(stubborn("stuck " + i));
      pass(PAST_HEEDING);
    }
    assertThat(alive()).isEqualTo(7);
    ends.get(0).countDown();
    threads.get(0).join(5_000);
    pass(Duration.ZERO);
    assertThat(alive()).as("the fifth was given up in its place").isEqualTo(7);
    stubborn("another");
    stubborn("and another");
    assertThat(works()).as("all three threads take calls again").isTrue();
  }

  @Test
  void theLanesOfOneProgramShareTheNumberThatMayBeGivenUp() throws InterruptedException {
    ThreadLane other = new ThreadLane("lane-under-test-too", 1, nanos::get);
    for (int i = 0; i < 4; i++) {
      stubborn("stuck " + i);
      pass(PAST_HEEDING);
    }
    CountDownLatch runs = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    ends.add(end);
    other.submit("its only", LIMIT, () -> held(new ArrayList<>(), runs, end), this::tell);
    assertThat(runs.await(5, TimeUnit.SECONDS)).isTrue();
    nanos.addAndGet(PAST_HEEDING.toNanos());
    other.collect();
    assertThat(other.held()).containsExactly("its only");
    other.close(Duration.ZERO);
  }
}
