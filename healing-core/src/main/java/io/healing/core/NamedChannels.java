package io.healing.core;

import io.healing.api.config.EscalationRung;
import io.healing.api.config.HealingConfig;
import io.healing.api.notify.NotifyChannel;
import io.healing.api.notify.NotifyRoute;
import io.healing.api.review.SuggestionBehaviorConfig;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Through which channels people are to be told because the configuration says so. */
final class NamedChannels {
  private static final String USUAL = SuggestionBehaviorConfig.defaults().notifyChannel();

  private NamedChannels() {}

  /**
   * Each once, sorted, without the log, which is always there. What a job names is not told from
   * the default where it is the same word.
   */
  static List<String> of(HealingConfig config) {
    Stream<String> jobs =
        config.jobs().values().stream()
            .map(job -> job.selfHealing().suggestions().notifyChannel())
            .filter(channel -> !channel.equals(USUAL));
    Stream<String> routes = config.delivery().routes().stream().map(NotifyRoute::channel);
    Stream<String> rungs =
        config.selfHealing().recovery().escalation().stream()
            .map(EscalationRung::channel)
            .filter(Objects::nonNull);
    return Stream.of(jobs, routes, rungs)
        .flatMap(channels -> channels)
        .filter(channel -> !channel.equals(NotifyChannel.LOG.word()))
        .distinct()
        .sorted()
        .toList();
  }
}
