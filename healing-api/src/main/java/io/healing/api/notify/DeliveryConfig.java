package io.healing.api.notify;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * How messages get to people: {@code delivery} at the root of the file. What is told is said by
 * {@code notify}; how a channel is set up, by {@code plugins}. Times are at most 365 days.
 *
 * @param routes who gets what; default none, so the job's {@code notify_channel}
 * @param groupWindow messages to the same recipient within this time after the last one become one,
 *     and the first waits a tenth of it for others, unless it is critical; 0 for each by itself.
 *     Default 30 s
 * @param reminderAfter how long after a person was told of something that is still open they are
 *     told again; longer than 0. Default 24 h
 * @param reminders how often at most, 0 to 100, 0 for never. Default 3
 * @param tellResolved whether people who were told of something are told that it is over, where no
 *     {@code on_success} message says it. Default true
 * @param perHour how many messages a channel gets within an hour at most, 1 to 10,000; what is held
 *     back is told with the next one. What is critical and the log have no limit. Default 60
 * @param attempts how often one message is tried, 1 to 100. Default 40, so that {@code expiry} ends
 *     it: the waits come to more than a day
 * @param firstRetry how long after a failure it is tried again; doubles each time, with jitter of a
 *     fifth, to an hour at most; longer than 0. Default 10 s
 * @param expiry after which time a message that could not be sent is given up; longer than 0.
 *     Default 24 h
 * @param queue how many messages may wait, 10 to 100,000; of more the least urgent, of these the
 *     oldest, goes to the log. Default 1,000
 * @param timeout how long one attempt may take; longer than 0. Default 30 s
 */
public record DeliveryConfig(
    List<@Valid NotifyRoute> routes,
    @NotNull Duration groupWindow,
    @NotNull Duration reminderAfter,
    @Min(0) @Max(100) int reminders,
    boolean tellResolved,
    @Min(1) @Max(10_000) int perHour,
    @Min(1) @Max(100) int attempts,
    @NotNull Duration firstRetry,
    @NotNull Duration expiry,
    @Min(10) @Max(100_000) int queue,
    @NotNull Duration timeout) {

  /** Copies the list. */
  public DeliveryConfig {
    routes = List.copyOf(routes);
  }

  /** No routes, and every default. */
  public static DeliveryConfig defaults() {
    return new DeliveryConfig(
        List.of(),
        Duration.ofSeconds(30),
        Duration.ofHours(24),
        3,
        true,
        60,
        40,
        Duration.ofSeconds(10),
        Duration.ofHours(24),
        1_000,
        Duration.ofSeconds(30));
  }

  /** With these routes. */
  public DeliveryConfig withRoutes(List<NotifyRoute> ways) {
    return with(copy -> copy.routes = ways);
  }

  /** With messages joined within this time. */
  public DeliveryConfig withGroupWindow(Duration window) {
    return with(copy -> copy.groupWindow = window);
  }

  /** With so many reminders at most, this time after one another. */
  public DeliveryConfig withReminders(int most, Duration after) {
    return with(
        copy -> {
          copy.reminderAfter = after;
          copy.reminders = most;
        });
  }

  /** With or without a message when something is over. */
  public DeliveryConfig withTellResolved(boolean told) {
    return with(copy -> copy.tellResolved = told);
  }

  /** With so many messages of a channel within an hour. */
  public DeliveryConfig withPerHour(int most) {
    return with(copy -> copy.perHour = most);
  }

  /** With so many attempts, the first two this time after one another. */
  public DeliveryConfig withAttempts(int most, Duration first) {
    return with(
        copy -> {
          copy.attempts = most;
          copy.firstRetry = first;
        });
  }

  /** With so many messages waiting at most, each this long. */
  public DeliveryConfig withQueue(int most, Duration longest) {
    return with(
        copy -> {
          copy.expiry = longest;
          copy.queue = most;
        });
  }

  /** With attempts of this length at most. */
  public DeliveryConfig withTimeout(Duration most) {
    return with(copy -> copy.timeout = most);
  }

  private DeliveryConfig with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.done();
  }

  /** All parts, open for a change. */
  private static final class Copy {
    private List<NotifyRoute> routes;
    private Duration groupWindow;
    private Duration reminderAfter;
    private int reminders;
    private boolean tellResolved;
    private int perHour;
    private int attempts;
    private Duration firstRetry;
    private Duration expiry;
    private int queue;
    private Duration timeout;

    Copy(DeliveryConfig from) {
      routes = from.routes;
      groupWindow = from.groupWindow;
      reminderAfter = from.reminderAfter;
      reminders = from.reminders;
      tellResolved = from.tellResolved;
      perHour = from.perHour;
      attempts = from.attempts;
      firstRetry = from.firstRetry;
      expiry = from.expiry;
      queue = from.queue;
      timeout = from.timeout;
    }

    DeliveryConfig done() {
      return new DeliveryConfig(
          routes,
          groupWindow,
          reminderAfter,
          reminders,
          tellResolved,
          perHour,
          attempts,
          firstRetry,
          expiry,
          queue,
          timeout);
    }
  }
}
