package io.healing.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.config.HealingConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.LimitsConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.config.StoreConfig;
import io.healing.api.environment.EnvironmentConfig;
import io.healing.api.job.JobDefinition;
import jakarta.validation.Constraint;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstPassTest {
  private static final HealingConfig DEFAULTS = HealingConfig.defaults(Path.of("."));

  @Test
  void everyDefaultIsInOrder() {
    assertThat(FirstPass.inOrder(DEFAULTS)).isTrue();
    assertThat(FirstPass.inOrder(DEFAULTS.withJob(JobConfig.of(JobDefinition.of("a"))))).isTrue();
    assertThat(FirstPass.inOrder(RootConfig.defaults())).isTrue();
    assertThat(FirstPass.inOrder(LimitsConfig.defaults())).isTrue();
    assertThat(FirstPass.inOrder(EnvironmentConfig.defaults())).isTrue();
  }

  @Test
  void aBrokenConstraintIsSeenHoweverDeepItIs() {
    HealingConfig broken = DEFAULTS.withStore(new StoreConfig(" ", 90));
    assertThat(FirstPass.inOrder(broken)).isFalse();
    assertThat(FirstPass.inOrder(DEFAULTS.withStore(new StoreConfig("a", 0)))).isFalse();
    assertThat(FirstPass.inOrder(DEFAULTS.withStore(new StoreConfig("a", 1)))).isTrue();
  }

  @Test
  void theItemsOfAListAreLookedAt() {
    assertThat(FirstPass.inOrder(new Items(List.of("a", "b")))).isTrue();
    assertThat(FirstPass.inOrder(new Items(List.of("a", "bcd")))).isFalse();
    assertThat(FirstPass.inOrder(new Items(List.of()))).isFalse();
  }

  @Test
  void aConstraintThatItDoesNotKnowIsLeftToTheValidator() {
    assertThat(FirstPass.inOrder(new Odd(true))).isFalse();
    assertThat(AssertTrue.class).hasAnnotation(Constraint.class);
  }

  private record Items(@Size(min = 1) List<@Size(max = 2) String> all) {}

  private record Odd(@AssertTrue boolean value) {}
}
