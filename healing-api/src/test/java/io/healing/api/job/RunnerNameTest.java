package io.healing.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How one of several runners is called. */
class RunnerNameTest {
  private static final RunnerName PLAIN = RunnerName.of("acme", "scheduler");

  @Test
  void oneWithoutANameIsCalledByItsKind() {
    assertThat(PLAIN.plugin()).isEqualTo("acme.scheduler");
    assertThat(PLAIN.runner()).isEqualTo("acme");
    assertThat(PLAIN.scheme()).isEqualTo("acme");
  }

  @Test
  void aNameStandsInIdsWithoutWhatIdsCannotHold() {
    RunnerName orders = PLAIN.named("Orders & Co");

    assertThat(orders.plugin()).isEqualTo("acme.orders---co");
    assertThat(orders.runner()).isEqualTo("acme:Orders & Co");
    assertThat(orders.scheme()).isEqualTo("acme-orders---co");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb"})
  void whatIsNoNameIsRefused(String name) {
    assertThatThrownBy(() -> PLAIN.named(name))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("A scheduler's name has 1 to 100");
  }

  @Test
  void aHundredCharactersAreTheMost() {
    assertThat(PLAIN.named("x".repeat(100)).name()).hasSize(100);
    assertThatThrownBy(() -> PLAIN.named("x".repeat(101))).isInstanceOf(HealingException.class);
  }
}
