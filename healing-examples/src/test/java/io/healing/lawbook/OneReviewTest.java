package io.healing.lawbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Samples;
import io.healing.api.review.HealingReview;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Instance;
import io.healing.api.store.ReviewRepository;
import io.healing.sqlite.SqliteHealingStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Reviews run one at a time in a database, whoever is quicker. */
class OneReviewTest extends ReviewedHouse {
  private boolean armed;
  private long others;

  @Test
  void aReviewThatAnotherProcessBeginsBetweenTheLookAndTheBeginningGoesFirst() {
    try (HealingStore real = SqliteHealingStore.open(home.resolve("healing.db"))) {
      Instance other = real.instances().register("other", 1, House.NOON);
      ReviewRepository raced =
          answering(
              ReviewRepository.class,
              real.reviews(),
              (method, answer) -> method.equals("running") ? seen(real, other, answer) : answer);
      HealingStore store =
          answering(
              HealingStore.class,
              real,
              (method, answer) -> method.equals("reviews") ? raced : answer);
      House house = House.in(home).store(store).job(job(proactive(AT_THREE))).open();
      house.tick(Duration.ofSeconds(1));
      armed = true;
      house.healing.review(JOB, true);
      house.tick(Duration.ofSeconds(1)).tick(Duration.ofSeconds(1));
      assertThat(others).isPositive();
      assertThat(proactive(house)).isEmpty();

      HealingReview begun = real.reviews().find(others).orElseThrow().row();
      real.reviews().update(Samples.review(begun.id(), begun.jobId(), House.NOON, "completed"));
      house.tick(Duration.ofSeconds(1)).tick(Duration.ofSeconds(1));
      assertThat(proactive(house)).hasSize(1);
      house.manual.close();
    }
  }

  /** Just after nobody's review was seen, another process begins one. */
  private Object seen(HealingStore real, Instance other, Object answer) {
    if (armed && ((List<?>) answer).isEmpty()) {
      armed = false;
      HealingReview row = Samples.review(0, "elsewhere", House.NOON, "running");
      others = real.reviews().add(row, Samples.reviewDetail(other.id()));
    }
    return answer;
  }

  /** The same object, what it answers passed through a function. */
  private static <T> T answering(Class<T> type, T real, BiFunction<String, Object, Object> after) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                after.apply(method.getName(), call(real, method, arguments)));
    return type.cast(proxy);
  }

  private static Object call(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
