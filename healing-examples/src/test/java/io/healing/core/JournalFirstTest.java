package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Target;
import io.healing.api.act.ActionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentKind;
import io.healing.laws.BrokenConfigScenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Law 2: what is about to be done stands in the journal before it is done, and wherever it ends the
 * next owner settles it by looking: nothing twice, nothing lost.
 */
class JournalFirstTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** The end of the process at one step: nothing after it happens. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Tells every step, and dies at one of them, the first time it comes. */
  private static final class Steps implements CrashPoints {
    private final List<String> seen = new ArrayList<>();
    private Runnable each = () -> {};
    private String deadly = "";

    @Override
    public void at(String step) {
      seen.add(step);
      each.run();
      if (step.equals(deadly)) {
        deadly = "";
        throw new Death();
      }
    }
  }

  private static BrokenConfigScenario scenario(Path home, Steps steps) {
    return BrokenConfigScenario.in(home).with(builder -> builder.crashPoints(steps)).open();
  }

  @Test
  void theIntentWithItsBeforeImageStandsBeforeTheFileChanges(@TempDir Path home) {
    Steps steps = new Steps();
    try (BrokenConfigScenario scenario = scenario(home, steps)) {
      List<String> changedWithoutIntent = new ArrayList<>();
      steps.each =
          () -> {
            List<Intent> open = scenario.store().journal().open();
            boolean changed = scenario.content().equals(BrokenConfigScenario.GOOD);
            boolean told =
                open.stream()
                    .anyMatch(
                        intent ->
                            intent.kind() == IntentKind.APPLY
                                && new String(
                                        intent.plan().before().content().orElseThrow(),
                                        java.nio.charset.StandardCharsets.UTF_8)
                                    .equals(BrokenConfigScenario.BAD));
            String last = steps.seen.get(steps.seen.size() - 1);
            boolean settled = last.equals("t2.inside") || last.equals("t2.after");
            if (changed && !told && !settled) {
              changedWithoutIntent.add(last);
            }
          };
      scenario.play();

      assertThat(changedWithoutIntent).isEmpty();
      assertThat(steps.seen)
          .containsSubsequence(
              "t1.before",
              "t1.inside",
              "t1.after",
              "w.guarded",
              "w.temp",
              "w.renamed",
              "w.after",
              "t2.before",
              "t2.inside",
              "t2.after");
      assertThat(scenario.content()).isEqualTo(BrokenConfigScenario.GOOD);
    }
  }

  @Test
  void anUndoIsAnIntentOfItsOwnOnTheSameAction(@TempDir Path home) {
    Steps steps = new Steps();
    try (BrokenConfigScenario scenario = scenario(home, steps)) {
      scenario.play();
      long action = scenario.actions().get(0).row().id();
      List<Intent> open = new ArrayList<>();
      steps.each = () -> open.addAll(scenario.store().journal().open());
      steps.seen.clear();
      scenario.admin().rollback(action, "anna");

      assertThat(steps.seen)
          .containsSubsequence(
              "undo.t1.before",
              "undo.t1.after",
              "undo.w.guarded",
              "w.renamed",
              "undo.w.after",
              "undo.t2.before",
              "undo.t2.after");
      assertThat(open)
          .isNotEmpty()
          .allMatch(intent -> intent.kind() == IntentKind.UNDO && intent.actionId() == action);
      assertThat(scenario.actions()).hasSize(1);
    }
  }

  @Test
  void afterTheEndAtAnyStepOfAChangeItIsSettledAndDoneOnceAtMost(@TempDir Path temp)
      throws Exception {
    for (String step : steps(temp, false)) {
      Path home = Files.createDirectories(temp.resolve(step));
      Steps steps = new Steps();
      try (BrokenConfigScenario scenario = scenario(home, steps)) {
        scenario.remember().breakFile();
        steps.deadly = step;
        dies(() -> scenario.run().pass(MINUTE));
        assertThat(steps.deadly).as("it died at " + step).isEmpty();
        assertThat(scenario.content())
            .as(step)
            .isIn(BrokenConfigScenario.GOOD, BrokenConfigScenario.BAD);

        scenario.restart().pass(MINUTE).pass(MINUTE);
        settled(scenario, step);
        boolean changed = scenario.content().equals(BrokenConfigScenario.GOOD);
        long done =
            scenario.actions().stream()
                .filter(entry -> entry.row().status() == ActionStatus.SUCCESS)
                .count();
        assertThat(done).as(step + ": " + scenario.why()).isEqualTo(changed ? 1 : 0);
      }
    }
  }

  @Test
  void afterTheEndAtAnyStepOfAnUndoItIsSettledAndTheRowsSayWhatTheFileSays(@TempDir Path temp)
      throws Exception {
    for (String step : steps(temp, true)) {
      Path home = Files.createDirectories(temp.resolve("undo-" + step));
      Steps steps = new Steps();
      try (BrokenConfigScenario scenario = scenario(home, steps)) {
        scenario.play();
        long action = scenario.actions().get(0).row().id();
        steps.deadly = step;
        dies(() -> scenario.admin().rollback(action, "anna"));
        assertThat(steps.deadly).as("it died at " + step).isEmpty();
        scenario.restart().pass(MINUTE).pass(MINUTE);

        settled(scenario, step);
        ActionEntry entry = scenario.admin().action(action);
        boolean back = scenario.content().equals(BrokenConfigScenario.BAD);
        assertThat(entry.row().status())
            .as(step)
            .isEqualTo(back ? ActionStatus.ROLLED_BACK : ActionStatus.SUCCESS);
        if (!back) {
          scenario.admin().rollback(action, "anna");
          assertThat(scenario.content()).as(step).isEqualTo(BrokenConfigScenario.BAD);
        }
      }
    }
  }

  private static void settled(BrokenConfigScenario scenario, String step) throws Exception {
    assertThat(scenario.store().journal().open()).as(step).isEmpty();
    assertThat(scenario.store().journal().pendingOn(Target.file(scenario.file())))
        .as(step)
        .isEmpty();
    try (var files = Files.list(scenario.home())) {
      assertThat(files.map(Path::toString)).as(step).noneMatch(f -> f.contains(".healing-tmp"));
    }
  }

  private static void dies(Runnable work) {
    try {
      work.run();
    } catch (Death expected) {
      assertThat(expected).isNotNull();
    }
  }

  /** The steps that such a change really takes. */
  private static Set<String> steps(Path temp, boolean undo) throws Exception {
    Steps steps = new Steps();
    Path home = Files.createDirectories(temp.resolve("seen"));
    try (BrokenConfigScenario scenario = scenario(home, steps)) {
      scenario.play();
      if (undo) {
        steps.seen.clear();
        scenario.admin().rollback(scenario.actions().get(0).row().id(), "anna");
      }
    }
    assertThat(steps.seen).hasSizeGreaterThan(6);
    return new LinkedHashSet<>(steps.seen);
  }
}
