package io.healing.core.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.AllowedCommand;
import io.healing.api.act.Undo;
import io.healing.api.decide.BlockReason;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.store.IntentState;
import io.healing.core.process.BoundedCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes. */
@Timeout(60)
class RunCommandTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path home;
  private Workplace place;

  @BeforeEach
  void openTheWorkplace() {
    place = new Workplace(home);
  }

  private void allow(List<String> command, List<String> undo) {
    place.remediation =
        place.remediation.withAllowedCommands(List.of(new AllowedCommand(command, undo)));
  }

  private static ActionRequest run(String... command) {
    return ActionRequest.of(ActionType.RUN_COMMAND, Target.command(List.of(command)));
  }

  private String ran(Duration limit, int bytes, String... command) {
    return new BoundedCommand(limit, bytes).run(List.of(command), place.base);
  }

  @Test
  void anAllowedCommandRunsInTheBaseDirectoryAndItsOutputIsKeptWithoutSecrets() {
    allow(List.of("sh", "-c", "echo hunter2 > out; cat out; echo oops >&2"), null);
    ActionRequest wish = run("sh", "-c", "echo hunter2 > out; cat out; echo oops >&2");
    Applied applied = place.apply(wish);
    assertThat(applied.state()).isEqualTo(IntentState.DONE);
    assertThat(applied.note()).isEqualTo("[secret]\noops\n");
    assertThat(applied.entry().row().commandExecuted()).startsWith("sh -c echo [secret]");
    assertThat(applied.entry().row().canRollback()).isFalse();
    assertThat(place.base.resolve("out")).hasContent("hunter2\n");
  }

  @Test
  void aCommandIsOfHighRiskAndCanBeUndoneOnlyWhereItsUndoIsNamed() {
    allow(List.of("true"), null);
    assertThat(place.plan(run("true")).undo()).isEqualTo(Undo.IMPOSSIBLE);
    assertThat(place.plan(run("true")).risk()).isEqualTo(SuggestionSeverity.HIGH);
    allow(List.of("true"), List.of("false"));
    assertThat(place.plan(run("true")).undo()).isEqualTo(Undo.EXACT);
    assertThat(place.plan(run("true")).risk()).isEqualTo(SuggestionSeverity.HIGH);
  }

  @Test
  void itsUndoIsRunToTakeItBack() {
    allow(List.of("touch", "flag"), List.of("rm", "flag"));
    Applied applied = place.apply(run("touch", "flag"));
    assertThat(place.base.resolve("flag")).exists();
    Undone undone = place.acting().undo(applied.entry().row().id(), "ann", false);
    assertThat(undone.state()).isEqualTo(IntentState.DONE);
    assertThat(place.base.resolve("flag")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"touch flag x", "touch", "touch  flag", "TOUCH flag", "touch flag;true"})
  void aCommandThatIsNotAllowedExactlySoIsRefused(String wished) {
    allow(List.of("touch", "flag"), null);
    ActionRequest wish = ActionRequest.of(ActionType.RUN_COMMAND, new Target("command", wished));
    assertThatThrownBy(() -> place.plan(wish))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.reason()).isEqualTo(BlockReason.GUARDED))
        .hasMessageContaining("allowed_commands");
    assertThat(place.base.resolve("flag")).doesNotExist();
  }

  @Test
  void forTheEnvironmentItRunsInADirectoryBelowTheBase() throws IOException {
    Files.createDirectories(place.base.resolve("web/app"));
    place.subject = Subject.environment("packages/web/app/package.json");
    allow(List.of("touch", "flag"), null);
    ActionPlan plan = place.plan(run("touch", "flag").with("directory", "web/app"));
    assertThat(plan.summary()).isEqualTo("Run touch flag in web/app");
    assertThat(place.acting().apply(place.order(plan)).state()).isEqualTo(IntentState.DONE);
    assertThat(place.base.resolve("web/app/flag")).exists();
    assertThat(place.base.resolve("flag")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "/", "web/../..", "out", "file", "none"})
  void elsewhereItIsRefused(String directory) throws IOException {
    place.file("file", "");
    Files.createSymbolicLink(place.base.resolve("out"), Path.of("/"));
    place.subject = Subject.environment("packages/x");
    allow(List.of("touch", "flag"), null);
    assertThatThrownBy(() -> place.plan(run("touch", "flag").with("directory", directory)))
        .isInstanceOf(HealingException.class);
  }

  @Test
  void forAJobThereIsNoOtherDirectory() throws IOException {
    Files.createDirectories(place.base.resolve("web"));
    allow(List.of("touch", "flag"), null);
    assertThatThrownBy(() -> place.plan(run("touch", "flag").with("directory", "web")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("runs in");
  }

  @Test
  void aDirectoryThatLeadsElsewhereWhenItIsToRunIsRefused() throws IOException {
    Path one = Files.createDirectories(place.base.resolve("one"));
    Path two = Files.createDirectories(place.base.resolve("two"));
    Path link = Files.createSymbolicLink(place.base.resolve("web"), one);
    place.subject = Subject.environment("packages/x");
    allow(List.of("touch", "flag"), null);
    ActionPlan plan = place.plan(run("touch", "flag").with("directory", "web"));
    Files.delete(link);
    Files.createSymbolicLink(link, two);
    assertThat(place.acting().apply(place.order(plan)).state()).isEqualTo(IntentState.FAILED);
    assertThat(one).isEmptyDirectory();
    assertThat(two).isEmptyDirectory();
  }

  @Test
  void aCommandThatCouldBeTwoIsRefused() {
    place.remediation =
        place.remediation.withAllowedCommands(
            List.of(
                new AllowedCommand(List.of("echo", "a b"), null),
                new AllowedCommand(List.of("echo", "a", "b"), null)));
    assertThatThrownBy(() -> place.plan(run("echo", "a", "b"))).hasMessageContaining("any of");
  }

  @Test
  void aCommandThatIsNoLongerAllowedWhenItIsToRunDoesNotRun() {
    allow(List.of("touch", "flag"), null);
    ActionPlan plan = place.plan(run("touch", "flag"));
    allow(List.of("touch", "flag"), List.of("rm", "flag"));
    Applied applied = place.acting().apply(place.order(plan));
    assertThat(applied.state()).isEqualTo(IntentState.FAILED);
    assertThat(place.base.resolve("flag")).doesNotExist();
  }

  @Test
  void thereIsNoShellBetween() {
    assertThat(ran(LONG, 1_024, "echo", "$HOME", "`id`", "; touch flag", "*"))
        .isEqualTo("$HOME `id` ; touch flag *\n");
    assertThat(place.base.resolve("flag")).doesNotExist();
  }

  @Test
  void itHasNothingToRead() {
    assertThat(ran(LONG, 1_024, "cat")).isEmpty();
  }

  @Test
  void anotherExitCodeThanZeroIsAFailureWithItsOutput() {
    allow(List.of("sh", "-c", "echo why; exit 3"), null);
    Applied applied = place.apply(run("sh", "-c", "echo why; exit 3"));
    assertThat(applied.state()).isEqualTo(IntentState.FAILED);
    assertThat(applied.note()).contains("ended with code 3").contains("why");
    assertThat(applied.entry().row().errorMessage()).isEqualTo(applied.note());
  }

  @Test
  void aProgramThatIsNotThereIsTold() {
    assertThatThrownBy(() -> ran(LONG, 1_024, "no-such-program-here"))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("cannot be started");
  }

  @ParameterizedTest
  @CsvSource({"1023,1023", "1024,1024", "1025,1024", "100000,1024"})
  void ofTheOutputTheEndIsKept(int written, int kept) {
    String script = "head -c " + (written - 3) + " /dev/zero | tr '\\0' a; printf end";
    assertThat(ran(LONG, 1_024, "sh", "-c", script)).hasSize(kept).endsWith("end");
  }

  @Test
  void afterItsTimeItIsKilledWithAllThatItStarted() throws Exception {
    String script = "sh -c 'echo $$ > child; exec sleep 300' & echo $$ > parent; wait";
    assertThatThrownBy(() -> ran(Duration.ofSeconds(2), 1_024, "sh", "-c", script))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("did not end within PT2S");
    assertDead("parent");
    assertDead("child");
  }

  private void assertDead(String name) throws Exception {
    long pid = Long.parseLong(Files.readString(place.base.resolve(name)).strip());
    ProcessHandle.of(pid)
        .ifPresent(left -> left.onExit().completeOnTimeout(left, 5, TimeUnit.SECONDS).join());
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void onAnInterruptItIsKilledWithAllThatItStarted() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    AtomicReference<Throwable> fault = new AtomicReference<>();
    String script =
        "echo $$ > parent; sh -c 'echo $$ > child; mkfifo up; echo > up; exec sleep 300' & wait";
    Thread thread =
        new Thread(
            () -> {
              started.countDown();
              fault.set(catchThrowable(() -> ran(LONG, 1_024, "sh", "-c", script)));
              fault.compareAndSet(null, new AssertionError("it ended"));
              if (!Thread.currentThread().isInterrupted()) {
                fault.set(new AssertionError("the interrupt was swallowed"));
              }
            });
    thread.start();
    started.await();
    awaitPipe();
    thread.interrupt();
    thread.join();
    assertThat(fault.get())
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("interrupted");
    assertDead("parent");
    assertDead("child");
  }

  /** Opening the pipe waits until the child opens its other end. */
  private void awaitPipe() throws IOException {
    Path pipe = place.base.resolve("up");
    while (!Files.exists(pipe)) {
      Thread.onSpinWait();
    }
    Files.readString(pipe);
  }

  @Test
  void aProcessThatLivesOnInTheBackgroundIsNotWaitedFor() {
    assertThat(ran(LONG, 1_024, "sh", "-c", "sleep 20 & echo done")).isEqualTo("done\n");
  }
}
