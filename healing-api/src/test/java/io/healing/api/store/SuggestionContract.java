package io.healing.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Image;
import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Undo;
import io.healing.api.review.HealingSuggestion;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import io.healing.api.review.SuggestionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link SuggestionRepository} must do. */
public abstract class SuggestionContract extends StoreContract {

  @Test
  void aPendingSuggestionComesBackAsItWasAdded() {
    long review = addReview(NOON);
    HealingSuggestion row = Samples.suggestion(review, "report", NOON);
    SuggestionDetail detail = Samples.suggestionDetail("key", NOON);
    long id = store.suggestions().add(row, detail);
    SuggestionEntry found = again().suggestions().find(id).orElseThrow();
    assertThat(found.row()).isEqualTo(Samples.suggestion(id, row, SuggestionStatus.PENDING));
    assertThat(found.detail()).isEqualTo(detail);
    assertThat(found.detail().plan().hash()).isEqualTo(detail.plan().hash());
    assertThat(found.detail().plan().summary()).isEqualTo(detail.plan().summary());
  }

  @Test
  void everythingOfADecidedSuggestionComesBack() {
    long action = addAction(NOON);
    long id = addSuggestion("key", NOON);
    SuggestionDetail detail =
        new SuggestionDetail(
            null, CAREFUL, "hash", "i-1", 0.123456789, "ann", "ph", NOON, "session-7");
    HealingSuggestion row = full(id, action);
    assertThat(
            store.suggestions().change(SuggestionStatus.PENDING, new SuggestionEntry(row, detail)))
        .isTrue();
    assertThat(again().suggestions().find(id)).contains(new SuggestionEntry(row, detail));
  }

  static List<Image> images() {
    return List.of(
        Image.absent(), Image.of(""), Image.of(new byte[] {0, -1, 13, 10}), Image.of(CAREFUL));
  }

  @ParameterizedTest
  @MethodSource("images")
  void absentEmptyAndPresentAreThreeStates(Image before) {
    for (Image after : images()) {
      ActionPlan plan = carefulPlan().withImages(before, after);
      SuggestionDetail detail = Samples.suggestionDetail("key", NOON).withPlan(plan, "c");
      long id =
          store.suggestions().add(Samples.suggestion(addReview(NOON), "report", NOON), detail);
      ActionPlan found = again().suggestions().find(id).orElseThrow().detail().plan();
      assertThat(found.before()).isEqualTo(before);
      assertThat(found.after()).isEqualTo(after);
      assertThat(found.request()).isEqualTo(plan.request());
      assertThat(found.details()).isEqualTo(plan.details());
      assertThat(found.hash()).isEqualTo(plan.hash());
    }
  }

  @Test
  void aSuggestionNeedsItsReview() {
    HealingSuggestion row = Samples.suggestion(99, "report", NOON);
    assertThatThrownBy(() -> store.suggestions().add(row, Samples.suggestionDetail("key", NOON)))
        .isInstanceOf(StoreException.class);
    assertThat(store.suggestions().page(Page.newest(1))).isEmpty();
  }

  @Test
  void aSuggestionCannotNameAnActionThatIsNotThere() {
    long id = addSuggestion("key", NOON);
    SuggestionEntry entry = store.suggestions().find(id).orElseThrow();
    SuggestionEntry wrong = new SuggestionEntry(full(id, 99L), entry.detail());
    assertThatThrownBy(() -> store.suggestions().change(SuggestionStatus.PENDING, wrong))
        .isInstanceOf(StoreException.class);
    assertThat(store.suggestions().find(id)).contains(entry);
  }

  @Test
  void aChangeHappensOnlyFromTheExpectedStatus() {
    long id = addSuggestion("key", NOON);
    SuggestionEntry pending = store.suggestions().find(id).orElseThrow();
    SuggestionEntry approved = moved(pending, SuggestionStatus.APPROVED, "ann");
    SuggestionEntry rejected = moved(pending, SuggestionStatus.REJECTED, "bob");
    assertThat(store.suggestions().change(SuggestionStatus.PENDING, approved)).isTrue();
    assertThat(store.suggestions().change(SuggestionStatus.PENDING, rejected)).isFalse();
    assertThat(again().suggestions().find(id)).contains(approved);
    assertThat(
            store
                .suggestions()
                .change(
                    SuggestionStatus.PENDING,
                    new SuggestionEntry(full(99, null), pending.detail())))
        .isFalse();
  }

  @Test
  void ofManyThreadsExactlyOneDecides() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 20; round++) {
        long id = addSuggestion("key" + round, NOON);
        assertThat(winners(threads, id)).hasSize(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private List<String> winners(ExecutorService threads, long id) throws Exception {
    SuggestionEntry pending = store.suggestions().find(id).orElseThrow();
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Boolean>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      SuggestionEntry next = moved(pending, SuggestionStatus.APPROVED, "p" + i);
      answers.add(
          threads.submit(
              () -> {
                start.await();
                return store.suggestions().change(SuggestionStatus.PENDING, next);
              }));
    }
    start.countDown();
    List<String> winners = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      if (answers.get(i).get()) {
        winners.add("p" + i);
      }
    }
    assertThat(store.suggestions().find(id).orElseThrow().detail().decidedBy()).isIn(winners);
    return winners;
  }

  @Test
  void theOpenOneOfAKeyIsPendingOrApproved() {
    long id = addSuggestion("key", NOON);
    assertThat(store.suggestions().open("key")).isPresent();
    move(id, SuggestionStatus.APPROVED);
    assertThat(store.suggestions().open("key").map(e -> e.row().id())).contains(id);
    move(id, SuggestionStatus.APPLIED);
    assertThat(again().suggestions().open("key")).isEmpty();
    assertThat(store.suggestions().open("other")).isEmpty();
  }

  @Test
  void theApprovedComeOldestFirst() {
    long first = addSuggestion("a", NOON.plusSeconds(2));
    long second = addSuggestion("b", NOON);
    addSuggestion("c", NOON);
    move(second, SuggestionStatus.APPROVED);
    move(first, SuggestionStatus.APPROVED);
    assertThat(again().suggestions().approved())
        .extracting(entry -> entry.row().id())
        .containsExactly(first, second);
  }

  @Test
  void whatExpiresAtTheMomentHasExpired() {
    long id = addSuggestion("key", NOON);
    Instant expiry = store.suggestions().find(id).orElseThrow().detail().expiresAt();
    assertThat(store.suggestions().expired(expiry.minusMillis(1))).isEmpty();
    assertThat(store.suggestions().expired(expiry)).hasSize(1);
    assertThat(store.suggestions().expired(expiry.plusMillis(1))).hasSize(1);
    move(id, SuggestionStatus.APPROVED);
    assertThat(store.suggestions().expired(expiry)).isEmpty();
  }

  @Test
  void thePendingAreCounted() {
    assertThat(store.suggestions().pending()).isZero();
    addSuggestion("a", NOON);
    move(addSuggestion("b", NOON), SuggestionStatus.REJECTED);
    assertThat(store.suggestions().pending()).isEqualTo(1);
  }

  @Test
  void pagesGoBackFromTheNewest() {
    for (int i = 0; i < 4; i++) {
      addSuggestion("k" + i, NOON);
    }
    move(2, SuggestionStatus.REJECTED);
    assertThat(ids(Page.newest(3))).containsExactly(4L, 3L, 2L);
    assertThat(ids(Page.newest(3).before(3))).containsExactly(2L, 1L);
    assertThat(ids(Page.newest(3).in("rejected"))).containsExactly(2L);
    assertThat(ids(Page.newest(3).of(Subject.job("other")))).isEmpty();
    assertThat(ids(Page.newest(3).of(Subject.job("report")).in("pending")))
        .containsExactly(4L, 3L, 1L);
  }

  @ParameterizedTest
  @EnumSource(value = SuggestionStatus.class, names = "UNKNOWN")
  void aStatusThatIsOnlyReadIsNotStored(SuggestionStatus unknown) {
    long id = addSuggestion("key", NOON);
    SuggestionEntry entry = store.suggestions().find(id).orElseThrow();
    SuggestionEntry next = moved(entry, unknown, "ann");
    assertThatThrownBy(() -> store.suggestions().change(SuggestionStatus.PENDING, next))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> store.suggestions().change(unknown, entry))
        .isInstanceOf(StoreException.class);
    assertThat(store.suggestions().find(id)).contains(entry);
  }

  private List<Long> ids(Page page) {
    return store.suggestions().page(page).stream().map(entry -> entry.row().id()).toList();
  }

  private static SuggestionEntry moved(SuggestionEntry from, SuggestionStatus to, String by) {
    return new SuggestionEntry(
        Samples.suggestion(from.row().id(), from.row(), to),
        from.detail().decided(by, "hash", NOON.plusSeconds(60)));
  }

  private static HealingSuggestion full(long id, Long action) {
    return new HealingSuggestion(
        id,
        2,
        "report",
        SuggestionCategory.SECURITY,
        SuggestionSeverity.CRITICAL,
        CAREFUL,
        CAREFUL,
        null,
        CAREFUL,
        null,
        List.of("/a \"b\"", CAREFUL, ""),
        SuggestionStatus.APPLIED,
        NOON.plusMillis(1),
        "human",
        CAREFUL,
        NOON.plusMillis(2),
        action,
        NOON);
  }

  private static ActionPlan carefulPlan() {
    ActionRequest request =
        ActionRequest.of(new ActionType("acme.do_it"), new Target("sqlite", "/a:b c"))
            .withParameters(Samples.careful());
    return ActionPlan.of(request, CAREFUL)
        .withUndo(Undo.NOT_NEEDED)
        .withRisk(SuggestionSeverity.CRITICAL)
        .withDetail(CAREFUL, CAREFUL)
        .withDetail("", "");
  }
}
