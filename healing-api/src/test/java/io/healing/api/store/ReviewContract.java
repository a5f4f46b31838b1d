package io.healing.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.Samples;
import io.healing.api.Subject;
import io.healing.api.review.HealingReview;
import io.healing.api.review.ReviewKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ReviewRepository} must do. */
public abstract class ReviewContract extends StoreContract {

  @ParameterizedTest
  @ValueSource(strings = {"running", "completed", "failed"})
  void aReviewComesBackAsItWasAdded(String status) {
    HealingReview review = Samples.review(0, "report", NOON, status);
    ReviewDetail detail = new ReviewDetail(ReviewKind.ENVIRONMENT, 0xffff_ffffL, "i-00000001");
    long id = store.reviews().add(review, detail);
    assertThat(id).isPositive();
    assertThat(again().reviews().find(id))
        .contains(new ReviewEntry(Samples.review(id, "report", NOON, status), detail));
    assertThat(store.reviews().find(id + 1)).isEmpty();
  }

  @Test
  void anUpdateChangesTheRowAndKeepsWhatBelongsToIt() {
    long id = add("report", "running", ReviewKind.REACTIVE);
    HealingReview failed = Samples.review(id, "report", NOON, "failed");
    store.reviews().update(failed);
    assertThat(again().reviews().find(id))
        .contains(new ReviewEntry(failed, new ReviewDetail(ReviewKind.REACTIVE, 1, null)));
  }

  @Test
  void anUpdateOfAReviewThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> store.reviews().update(Samples.review(9, "report", NOON, "failed")))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void theLastProactiveOneIsTheNewestCompletedOfTheCalendar() {
    assertThat(store.reviews().lastProactive("report")).isEmpty();
    add("report", "completed", ReviewKind.PROACTIVE);
    long wanted = add("report", "completed", ReviewKind.PROACTIVE);
    add("report", "failed", ReviewKind.PROACTIVE);
    add("report", "running", ReviewKind.PROACTIVE);
    add("report", "completed", ReviewKind.REACTIVE);
    add("other", "completed", ReviewKind.PROACTIVE);
    assertThat(again().reviews().lastProactive("report").map(HealingReview::id)).contains(wanted);
  }

  @Test
  void theRunningOnesOfEveryInstanceAreListed() {
    long mine = add("report", "running", ReviewKind.REACTIVE);
    add("report", "completed", ReviewKind.REACTIVE);
    long others =
        store
            .reviews()
            .add(
                Samples.review(0, "other", NOON, "running"),
                new ReviewDetail(ReviewKind.PROACTIVE, 2, null));
    assertThat(store.reviews().running())
        .extracting(entry -> entry.row().id())
        .containsExactly(mine, others);
  }

  @Test
  void pagesGoBackFromTheNewest() {
    for (int i = 0; i < 5; i++) {
      add(i % 2 == 0 ? "even" : "odd", i == 4 ? "failed" : "completed", ReviewKind.PROACTIVE);
    }
    assertThat(store.reviews().page(Page.newest(2)))
        .extracting(HealingReview::id)
        .containsExactly(5L, 4L);
    assertThat(store.reviews().page(Page.newest(2).before(4)))
        .extracting(HealingReview::id)
        .containsExactly(3L, 2L);
    assertThat(store.reviews().page(Page.newest(9).of(Subject.job("even")).in("completed")))
        .extracting(HealingReview::id)
        .containsExactly(3L, 1L);
    assertThat(store.reviews().page(Page.newest(9).in("nothing"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = ReviewKind.class, names = "UNKNOWN")
  void aKindThatIsOnlyReadIsNotStored(ReviewKind kind) {
    assertThatThrownBy(() -> add("report", "running", kind)).isInstanceOf(StoreException.class);
    assertThat(store.reviews().page(Page.newest(1))).isEmpty();
  }

  private long add(String job, String status, ReviewKind kind) {
    return store
        .reviews()
        .add(Samples.review(0, job, NOON, status), new ReviewDetail(kind, 1, null));
  }
}
