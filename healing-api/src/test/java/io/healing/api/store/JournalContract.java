package io.healing.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.Image;
import io.healing.api.Samples;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link Journal} must do. */
public abstract class JournalContract extends StoreContract {
  private static final Target TARGET = Samples.plan().request().target();

  static List<Image> images() {
    return SuggestionContract.images();
  }

  @ParameterizedTest
  @MethodSource("images")
  void anIntentComesBackWithItsImagesToTheByte(Image image) {
    for (Image after : images()) {
      ActionPlan plan = Samples.plan().withImages(image, after);
      Intent intent = Samples.intent(3, plan, NOON);
      long id = store.journal().begin(intent);
      Intent found = again().journal().find(id).orElseThrow();
      assertThat(found).usingRecursiveComparison().ignoringFields("id", "plan").isEqualTo(intent);
      assertThat(found.id()).isEqualTo(id);
      assertThat(found.plan().before()).isEqualTo(image);
      assertThat(found.plan().after()).isEqualTo(after);
      assertThat(found.plan().hash()).isEqualTo(plan.hash());
    }
  }

  @Test
  void aLargeImageComesBack() {
    byte[] bytes = new byte[3_000_000];
    bytes[2_999_999] = 7;
    ActionPlan plan = Samples.plan().withImages(Image.of(bytes), Image.absent());
    long id = store.journal().begin(Samples.intent(1, plan, NOON));
    assertThat(again().journal().find(id).orElseThrow().plan().before()).isEqualTo(Image.of(bytes));
  }

  @Test
  void anUndoByAPersonComesBack() {
    Intent sample = Samples.intent(1, NOON);
    Intent undo =
        new Intent(
            0,
            IntentKind.UNDO,
            sample.subject(),
            1,
            5,
            sample.plan(),
            null,
            "i-00000001",
            CAREFUL,
            false,
            0xffff_ffffL,
            IntentState.OPEN,
            NOON,
            null,
            CAREFUL);
    long id = store.journal().begin(undo);
    assertThat(again().journal().find(id).orElseThrow())
        .usingRecursiveComparison()
        .ignoringFields("id", "plan")
        .isEqualTo(undo);
  }

  @ParameterizedTest
  @EnumSource(
      value = IntentState.class,
      names = {"DONE", "FAILED", "UNSETTLED"})
  void anOpenIntentIsSettledOnce(IntentState state) {
    long id = store.journal().begin(Samples.intent(1, NOON));
    Instant at = NOON.plusMillis(1);
    assertThat(store.journal().settle(id, state, at, CAREFUL)).isTrue();
    assertThat(store.journal().settle(id, IntentState.DONE, NOON, "again")).isFalse();
    Intent settled = again().journal().find(id).orElseThrow();
    assertThat(settled.state()).isEqualTo(state);
    assertThat(settled.settledAt()).isEqualTo(at);
    assertThat(settled.note()).isEqualTo(CAREFUL);
    assertThat(store.journal().settle(id + 1, state, at, "")).isFalse();
  }

  @Test
  void theOpenComeOldestFirst() {
    long first = store.journal().begin(Samples.intent(1, NOON.plusSeconds(3)));
    long second = store.journal().begin(Samples.intent(1, NOON));
    long third = store.journal().begin(Samples.intent(1, NOON));
    store.journal().settle(second, IntentState.UNSETTLED, NOON, "");
    assertThat(again().journal().open()).extracting(Intent::id).containsExactly(first, third);
  }

  @Test
  void whatIsOpenOrUnsettledIsPendingOnItsTarget() {
    assertThat(store.journal().pendingOn(TARGET)).isEmpty();
    long id = store.journal().begin(Samples.intent(1, NOON));
    assertThat(store.journal().pendingOn(TARGET).map(Intent::id)).contains(id);
    assertThat(store.journal().pendingOn(Target.job("report"))).isEmpty();
    store.journal().settle(id, IntentState.UNSETTLED, NOON, "");
    assertThat(again().journal().pendingOn(TARGET).map(Intent::id)).contains(id);
    long next = store.journal().begin(Samples.intent(1, Samples.plan("/b"), NOON));
    store.journal().settle(next, IntentState.DONE, NOON, "");
    assertThat(store.journal().pendingOn(new Target("file", "/b"))).isEmpty();
  }

  @Test
  void onlyWhatIsUnsettledIsResolvedByAPerson() {
    long id = store.journal().begin(Samples.intent(1, NOON));
    assertThat(store.journal().resolve(id, IntentState.DONE, NOON, "")).isFalse();
    store.journal().settle(id, IntentState.UNSETTLED, NOON, "");
    assertThat(store.journal().resolve(id, IntentState.FAILED, NOON, "anna looked")).isTrue();
    assertThat(store.journal().resolve(id, IntentState.DONE, NOON, "")).isFalse();
    Intent resolved = again().journal().find(id).orElseThrow();
    assertThat(resolved.state()).isEqualTo(IntentState.FAILED);
    assertThat(resolved.note()).isEqualTo("anna looked");
    assertThat(store.journal().pendingOn(TARGET)).isEmpty();
  }

  @Test
  void onlyAnOpenIntentOfThatInstanceIsTakenOver() {
    long id = store.journal().begin(Samples.intent(1, NOON));
    assertThat(store.journal().takeOver(id, 2, 3)).isFalse();
    assertThat(store.journal().takeOver(id, 1, 2)).isTrue();
    assertThat(store.journal().takeOver(id, 1, 3)).isFalse();
    assertThat(again().journal().find(id).orElseThrow().instance()).isEqualTo(2);
    store.journal().settle(id, IntentState.DONE, NOON, "");
    assertThat(store.journal().takeOver(id, 2, 3)).isFalse();
  }

  @Test
  void ofManyThreadsExactlyOneTakesOverAndExactlyOneSettles() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      for (int round = 0; round < 10; round++) {
        long id = store.journal().begin(Samples.intent(1, NOON));
        List<Future<Boolean>> taken = new ArrayList<>();
        List<Future<Boolean>> settled = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          long to = 10L + i;
          taken.add(threads.submit(() -> store.journal().takeOver(id, 1, to)));
        }
        assertThat(successes(taken)).isEqualTo(1);
        for (int i = 0; i < 6; i++) {
          settled.add(threads.submit(() -> store.journal().settle(id, IntentState.DONE, NOON, "")));
        }
        assertThat(successes(settled)).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void theChangesBegunAfterTheBoundComeNewestFirst() {
    long early = store.journal().begin(Samples.intent(1, NOON));
    long late = store.journal().begin(Samples.intent(1, NOON.plusSeconds(5)));
    long middle = store.journal().begin(Samples.intent(1, NOON.plusSeconds(2)));
    store.journal().begin(undoAt(NOON.plusSeconds(3)));
    assertThat(again().journal().appliedSince(NOON))
        .extracting(IntentHead::id)
        .containsExactly(late, middle);
    assertThat(store.journal().appliedSince(NOON.minusMillis(1)))
        .extracting(IntentHead::id)
        .containsExactly(late, middle, early);
    Intent first = Samples.intent(1, NOON);
    assertThat(store.journal().appliedSince(NOON.minusMillis(1)).get(2))
        .isEqualTo(new IntentHead(early, first.subject(), true, NOON));
  }

  @Test
  void aStateThatIsOnlyReadIsNotStored() {
    long id = store.journal().begin(Samples.intent(1, NOON));
    assertThatThrownBy(() -> store.journal().settle(id, IntentState.UNKNOWN, NOON, ""))
        .isInstanceOf(StoreException.class);
    assertThat(store.journal().open()).hasSize(1);
  }

  private static int successes(List<Future<Boolean>> answers) throws Exception {
    int successes = 0;
    for (Future<Boolean> answer : answers) {
      successes += answer.get() ? 1 : 0;
    }
    return successes;
  }

  private static Intent undoAt(Instant at) {
    Intent sample = Samples.intent(1, at);
    return new Intent(
        0,
        IntentKind.UNDO,
        sample.subject(),
        1,
        1,
        sample.plan(),
        null,
        null,
        "ann",
        false,
        1,
        IntentState.OPEN,
        at,
        null,
        "");
  }
}
