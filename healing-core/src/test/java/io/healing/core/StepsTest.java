package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A step of a turn that fails stops no other, and is not swallowed. */
class StepsTest {
  @Test
  void allStepsAreMadeAndTheFirstFaultIsThrownAtTheEndWithTheOthersWithinIt() {
    List<String> made = new ArrayList<>();
    IllegalStateException first = new IllegalStateException("one");
    NoClassDefFoundError second = new NoClassDefFoundError("two");
    Steps steps = new Steps();
    steps.make(
        () -> {
          throw first;
        });
    assertThat(
            steps.take(
                () -> {
                  throw second;
                }))
        .isEmpty();
    steps.make(() -> made.add("three"));

    assertThat(made).containsExactly("three");
    assertThatThrownBy(steps::end).isSameAs(first).hasSuppressedException(second);
  }

  @Test
  void aTurnWithoutFaultsEndsQuietly() {
    Steps steps = new Steps();
    assertThat(steps.take(() -> 7)).contains(7);
    steps.end();
  }
}
