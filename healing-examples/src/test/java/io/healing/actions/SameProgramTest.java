package io.healing.actions;

import static io.healing.actions.SmallShop.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.act.ActionStatus;
import io.healing.api.act.RecordingConfig;
import io.healing.api.config.RootConfig;
import io.healing.core.Handles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jdk.jfr.FlightRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that lives on after its Healing was closed, and builds another one. */
class SameProgramTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Logger LOGGER = Logger.getLogger("acme.same");

  private final ThreadPoolExecutor lasting =
      new ThreadPoolExecutor(2, 4, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
  @TempDir Path home;

  @AfterEach
  void end() {
    LOGGER.setLevel(null);
    lasting.shutdownNow();
  }

  private SmallShop open() {
    return SmallShop.open(
        home, this::recording, builder -> builder.handle(Handles.threadPool("lasting", lasting)));
  }

  private RootConfig recording(RootConfig root) {
    RecordingConfig bounds = new RecordingConfig(home.toString(), Duration.ofMinutes(5), 10L << 20);
    return root.withHost(root.host().withRecordings(bounds));
  }

  private static ActionRequest finest() {
    return ActionRequest.of(ActionType.ENABLE_MONITORING, new Target("logger", "acme.same"))
        .with("level", "FINEST")
        .with("for_s", "600");
  }

  private static ActionRequest more() {
    return ActionRequest.of(ActionType.SCALE_RESOURCES, new Target("pool", "lasting"))
        .with("setting", "max_size")
        .with("value", "9");
  }

  @Test
  void whatIsForATimeOnlyIsPutBackAtTheEnd() {
    try (SmallShop shop = open()) {
      shop.healing().act(SHOP, finest(), "ann");
      shop.pass(SOON);
      assertThat(LOGGER.getLevel()).as(shop.why()).isEqualTo(Level.FINEST);
    }
    assertThat(LOGGER.getLevel()).isNull();
    try (SmallShop shop = open()) {
      assertThat(shop.actions().get(0).row().status()).isEqualTo(ActionStatus.ROLLED_BACK);
      assertThat(shop.actions().get(0).detail().note()).isEqualTo("its time is over");
    }
  }

  @Test
  void whatIsToStayIsTakenBackThroughTheNextHealingOfTheSameProgram() {
    try (SmallShop shop = open()) {
      shop.healing().act(SHOP, more(), "ann");
      shop.pass(SOON);
    }
    assertThat(lasting.getMaximumPoolSize()).isEqualTo(9);
    try (SmallShop shop = open()) {
      shop.pass(SOON);
      shop.admin().rollback(1, "ann");
      assertThat(lasting.getMaximumPoolSize()).isEqualTo(4);
    }
  }

  @Test
  void whileHealingIsPausedItIsLeftForTheNextOneWhichPutsItBackInTime() {
    try (SmallShop shop = open()) {
      shop.healing().act(SHOP, finest(), "ann");
      shop.pass(SOON);
      shop.admin().pause("month end", "ben");
    }
    assertThat(LOGGER.getLevel()).isEqualTo(Level.FINEST);
    try (SmallShop shop = open()) {
      shop.admin().resume();
      shop.pass(Duration.ofMinutes(12));
      assertThat(LOGGER.getLevel()).as(shop.why()).isNull();
    }
  }

  @Test
  void aRecordingEndsWithTheHealingThatBeganItAndIsInItsFile() throws IOException {
    ActionRequest record =
        ActionRequest.of(ActionType.ENABLE_MONITORING, new Target("recording", "slow"));
    try (SmallShop shop = open()) {
      shop.healing().act(SHOP, record, "ann");
      shop.pass(SOON);
      assertThat(ours()).as(shop.why()).isEqualTo(1);
    }
    assertThat(ours()).isZero();
    assertThat(Files.size(home.toRealPath().resolve("slow.jfr"))).isPositive();
  }

  private static long ours() {
    return FlightRecorder.getFlightRecorder().getRecordings().stream()
        .filter(recording -> recording.getName().startsWith("healing:"))
        .count();
  }
}
