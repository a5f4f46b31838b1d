package io.healing.spring.boot4;

import io.healing.spring.boot.HealthWords;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Healing in the health of the application; it answers from memory. */
final class HealingHealthIndicator implements HealthIndicator {
  private final HealthWords words;

  HealingHealthIndicator(HealthWords words) {
    this.words = words;
  }

  @Override
  public Health health() {
    return Health.status(words.status()).withDetails(words.details()).build();
  }
}
