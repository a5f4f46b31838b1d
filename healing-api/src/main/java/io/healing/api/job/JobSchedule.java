package io.healing.api.job;

import java.time.Duration;
import java.time.ZoneId;

/** When a job should start. */
public sealed interface JobSchedule {

  /** The schedule in words, for a person. */
  String text();

  /** Starts one period after the last start. */
  static JobSchedule every(Duration period) {
    return new Every(period);
  }

  /** Starts by a cron expression of five fields, in this zone. */
  static JobSchedule cron(String expression, ZoneId zone) {
    return new Cron(expression, zone);
  }

  /**
   * A period between two starts.
   *
   * @param period longer than zero
   */
  record Every(Duration period) implements JobSchedule {
    /** Checks the period. */
    public Every {
      if (period.isNegative() || period.isZero()) {
        throw new IllegalArgumentException("A period is longer than zero, but is " + period);
      }
    }

    @Override
    public String text() {
      return "every " + period;
    }
  }

  /**
   * A cron expression.
   *
   * @param expression five fields: minute, hour, day of month, month, day of week (0 = Sunday)
   * @param zone where its times are read
   */
  record Cron(String expression, ZoneId zone) implements JobSchedule {
    @Override
    public String text() {
      return expression + " " + zone;
    }
  }
}
