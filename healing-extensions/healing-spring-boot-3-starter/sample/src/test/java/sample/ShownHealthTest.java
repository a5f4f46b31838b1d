package sample;

import static org.assertj.core.api.Assertions.assertThat;
import static sample.Shop.until;

import io.healing.api.Subject;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.Finding;
import io.healing.api.detect.Monitor;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.store.HealingStore;
import io.healing.core.store.InMemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;

/** What the health of the application says of Healing. */
@Timeout(120)
class ShownHealthTest {
  private static final String STATUS = "$.components.healing.status";

  @TempDir Path home;

  static class Critical {
    @Bean
    Monitor orders() {
      return new Monitor() {
        @Override
        public String id() {
          return "shop.orders";
        }

        @Override
        public Observation check(MonitorRequest request) {
          Subject orders = Subject.component("orders");
          return Observation.builder()
              .finding(
                  Finding.of("shop.orders.lost", orders, "Orders are lost")
                      .withSeverity(ErrorSeverity.CRITICAL))
              .build();
        }
      };
    }
  }

  @Test
  void aCriticalIncidentIsToldAndTakesTheApplicationAwayOnlyWhereThatIsWanted() throws Exception {
    try (Shop shop = Shop.started(home, List.of(Critical.class))) {
      until(() -> shop.get("/health").body().contains("critical"));
      assertThat(shop.get("/health").<String>at(STATUS)).isEqualTo("UP");
      assertThat(shop.get("/health").status()).isEqualTo(200);
    }
    try (Shop shop =
        Shop.started(home, List.of(Critical.class), "--healing.health.down-when-critical=true")) {
      until(() -> shop.get("/health").body().contains("critical"));
      assertThat(shop.get("/health").<String>at(STATUS)).isEqualTo("DOWN");
      assertThat(shop.get("/health").status()).isEqualTo(503);
      assertThat(shop.get("/health/liveness").status()).isEqualTo(200);
      assertThat(shop.get("/health/readiness").status()).isEqualTo(200);
    }
  }

  /** The switches that Boot has for every contributor. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--management.health.healing.enabled=false",
        "--management.health.defaults.enabled=false"
      })
  void whereThatContributorIsSwitchedOffHealthSaysNothingOfHealingAndTheEndpointAnswers(String off)
      throws Exception {
    try (Shop shop = Shop.started(home, off)) {
      assertThat(shop.get("/health").body()).contains("status").doesNotContain("\"healing\":");
      assertThat(shop.get("/healing").status()).isEqualTo(200);
    }
  }

  /** A store whose database does not come back. */
  static class Stuck {
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean hangs;

    @Bean(destroyMethod = "")
    HealingStore store() {
      HealingStore real = InMemoryStore.create();
      return (HealingStore)
          Proxy.newProxyInstance(
              HealingStore.class.getClassLoader(),
              new Class<?>[] {HealingStore.class},
              (proxy, method, given) -> {
                if (hangs) {
                  released.await();
                }
                try {
                  return method.invoke(real, given);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }

  @Test
  void healthDoesNotWaitForAStoreThatHangsAndTellsThatItIsOld() throws Exception {
    try (Shop shop = Shop.started(home, List.of(Stuck.class))) {
      Stuck stuck = shop.application().getBean(Stuck.class);
      until(() -> shop.get("/health").<String>at(STATUS).equals("UP"));
      stuck.hangs = true;
      try {
        until(() -> shop.get("/health").body().contains("olderBecause"));

        Shop.Answer health = shop.get("/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.<String>at("$.components.healing.details.olderBecause"))
            .contains("no answer since");
        assertThat(shop.get("/healing").status()).isEqualTo(200);
      } finally {
        stuck.hangs = false;
        stuck.released.countDown();
      }
      until(() -> !shop.get("/health").body().contains("olderBecause"));
    }
  }
}
