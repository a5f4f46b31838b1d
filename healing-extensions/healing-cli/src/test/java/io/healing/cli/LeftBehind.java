package io.healing.cli;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Undo;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Instance;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentKind;
import io.healing.api.store.IntentState;
import java.nio.file.Path;
import java.time.Instant;

/** What a process leaves in a store when it dies in the middle of a change. */
final class LeftBehind {
  private static final Instant THEN = Instant.parse("2026-03-02T12:00:00Z");

  private LeftBehind() {}

  /** An intent to make a directory, begun and not settled; its instance does not live. */
  static void directory(HealingStore store, Path directory) {
    String subject = Subject.environment(directory.getFileName().toString()).name();
    Instance dead = store.instances().register("doctor", 4711, THEN);
    long review =
        store.reviews().add(Samples.review(subject, THEN), Samples.reviewDetail(dead.id()));
    long suggestion =
        store
            .suggestions()
            .add(Samples.suggestion(review, subject, THEN), Samples.suggestionDetail("d", THEN));
    Target target = Target.file(directory);
    ActionPlan plan =
        ActionPlan.of(ActionRequest.of(ActionType.CREATE_DIRECTORY, target), "Make " + directory)
            .withUndo(Undo.EXACT)
            .withDetail("made_from", directory.toString());
    store
        .journal()
        .begin(
            new Intent(
                0,
                IntentKind.APPLY,
                new Subject(subject),
                suggestion,
                0,
                plan,
                null,
                null,
                "doctor",
                false,
                dead.id(),
                IntentState.OPEN,
                THEN,
                null,
                ""));
    store.instances().leave(dead.id());
  }
}
