package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.core.Healing;
import io.healing.core.HealingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A plug-in that hangs or throws is blamed by name, and the others go on. */
class BadPluginsTest extends HostWithPlugins {
  private static int failures(Healing healing, String plugin) {
    return on(healing, plugin)
        .map(i -> Integer.parseInt(i.evidence().getOrDefault("failures_in_a_row", "0")))
        .orElse(0);
  }

  @Test
  void aMonitorThatHangsIsExpiredToldAndRestedAndTheOthersGoOn() throws Exception {
    CopyOnWriteArrayList<Instant> looks = new CopyOnWriteArrayList<>();
    Healing healing =
        start(
            new OwnMonitor(
                "acme.hanging",
                Duration.ofMillis(200),
                () -> {
                  looks.add(Instant.now());
                  hangUntilInterrupted();
                }));
    fail(healing, "report");

    await("the hanging monitor is a finding", () -> on(healing, "acme.hanging").isPresent());
    assertThat(on(healing, "acme.hanging").orElseThrow().message()).contains("300 ms");
    await("the failed job is diagnosed", () -> diagnosed(healing, "report"));
    await("it failed three times", () -> failures(healing, "acme.hanging") == 3);
    assertThat(on(healing, "acme.hanging").orElseThrow().evidence()).containsKey("rested_until");
    fail(healing, "second");
    await("the others go on while it rests", () -> diagnosed(healing, "second"));
    assertThat(looks).as("it is not called while it rests").hasSize(3);
  }

  @Test
  void aMonitorThatHeedsNoInterruptLosesItsThreadAndTheOthersGoOn() throws Exception {
    Healing healing = start(new OwnMonitor("acme.deaf", Duration.ofMillis(200), this::hang));
    await("it failed three times", () -> failures(healing, "acme.deaf") == 3);
    fail(healing, "report");
    await("the failed job is diagnosed", () -> diagnosed(healing, "report"));
  }

  @Test
  void aMonitorThatThrowsWhateverItIsIsAFindingAndTheOthersGoOn() throws Exception {
    Healing healing =
        start(
            new OwnMonitor(
                "acme.throws",
                Duration.ofMillis(200),
                () -> {
                  throw new IllegalStateException("broken");
                }),
            new OwnMonitor(
                "acme.unlinked",
                Duration.ofMillis(200),
                () -> {
                  throw new NoClassDefFoundError("com/acme/Missing");
                }));
    fail(healing, "report");
    await("both are findings", () -> failures(healing, "acme.throws") == 3);
    await("both are findings", () -> failures(healing, "acme.unlinked") == 3);
    await("the failed job is diagnosed", () -> diagnosed(healing, "report"));
  }

  @Test
  void aMonitorThatIsWellAgainIsClear() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    Healing healing =
        start(
            new OwnMonitor(
                "acme.sometimes",
                Duration.ofMillis(500),
                () -> {
                  if (calls.incrementAndGet() <= 2) {
                    throw new IllegalStateException("still starting");
                  }
                }));
    CopyOnWriteArrayList<HealingEvent> heard = new CopyOnWriteArrayList<>();
    healing.addListener(heard::add);
    await(
        "its incident is over",
        () ->
            heard.stream()
                .filter(event -> event.subject().equals(Subject.plugin("acme.sometimes")))
                .anyMatch(event -> event.step() == HealingEvent.Step.ENDED));
    assertThat(on(healing, "acme.sometimes")).isEmpty();
  }

  @Test
  void anAnalyzerThatHangsIsBlamedByNameAndTheOthersStillDiagnose() throws Exception {
    Healing healing = start(new OwnAnalyzer("acme.slow-thinker", this::hangUntilInterrupted));
    fail(healing, "report");
    await("it is a finding", () -> on(healing, "acme.slow-thinker").isPresent());
    await("the failed job is diagnosed", () -> diagnosed(healing, "report"));
    assertThat(healing.admin().reviews())
        .anySatisfy(
            review -> {
              assertThat(review.status()).isEqualTo("failed");
              assertThat(review.errorMessage()).contains("acme.slow-thinker");
            });
  }

  @Test
  void anAnalyzerThatThrowsIsBlamedByNameAndTheOthersStillDiagnose() throws Exception {
    Healing healing =
        start(
            new OwnAnalyzer(
                "acme.wrong",
                () -> {
                  throw new StackOverflowError();
                }));
    fail(healing, "report");
    await("it is a finding", () -> on(healing, "acme.wrong").isPresent());
    await("the failed job is diagnosed", () -> diagnosed(healing, "report"));
  }

  @Test
  void aNotifierThatHangsIsBlamedByNameAndRested() throws Exception {
    Healing healing = start(new OwnNotifier("acme.pager", "whatsapp", this::hangUntilInterrupted));
    for (int i = 0; i < 4; i++) {
      fail(healing, "report" + i);
    }
    await("it is rested", () -> failures(healing, "acme.pager") >= 3);
    await("the failed job is diagnosed", () -> diagnosed(healing, "report3"));
  }

  @Test
  void aNotifierThatHangsWhenItIsAskedWhetherItIsSetUpHoldsUpNobody() throws Exception {
    Healing healing =
        start(new UnsureNotifier("acme.unsure", "whatsapp", this::hangUntilInterrupted));
    fail(healing, "report");
    await("the failed job is diagnosed", () -> diagnosed(healing, "report"));
    await("it is a finding", () -> on(healing, "acme.unsure").isPresent());
  }

  @Test
  void aNotifierThatThrowsWhenItIsAskedWhetherItIsSetUpIsAFindingAndNothingIsLost()
      throws Exception {
    Healing healing =
        start(
            new UnsureNotifier(
                "acme.unsure",
                "whatsapp",
                () -> {
                  throw new IllegalStateException("no vault");
                }));
    await("it is a finding", () -> on(healing, "acme.unsure").isPresent());
    fail(healing, "report");
    await("the failed job is diagnosed", () -> diagnosed(healing, "report"));
    await(
        "the channel is a finding",
        () ->
            healing.admin().incidents().stream()
                .anyMatch(i -> i.findingId().equals("notify.not_set_up")));
  }

  @Test
  void aNotifierThatThrowsIsBlamedByNameAndRested() throws Exception {
    Healing healing =
        start(
            new OwnNotifier(
                "acme.pager",
                "whatsapp",
                () -> {
                  throw new IllegalStateException("no network");
                }));
    for (int i = 0; i < 4; i++) {
      fail(healing, "report" + i);
    }
    await("it is rested", () -> failures(healing, "acme.pager") >= 3);
    await("the failed job is diagnosed", () -> diagnosed(healing, "report3"));
  }
}
