package io.healing.core.series;

import io.healing.core.series.Verdict.Aspect;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Judges a stream of numbers point by point: how unusual is this one, given all before it. One
 * object for one series, the same settings for all; it keeps about 1 kB, whatever the length.
 *
 * <p>Five distances are watched: of the point from what is usual in its hour of the week, of the
 * point from the long level, of the recent course from the hours of the day, of the recent level
 * from the long one, and of the recent swing from the long one. Each becomes a tail probability of
 * its own history; together, weighted and told once per trouble, they become the score. So scale
 * and unit of the series do not matter.
 *
 * <p>A level shift is told and then learnt as the new normal, a slow drift is followed silently, a
 * constant series is silent for ever. Times only name an hour of the week, in UTC, and say how long
 * ago the point before was: one that repeats or goes backwards counts as a minute later. Without
 * times the point is held against the recent mean, level and swing are watched as ever, and points
 * are taken to be five minutes apart.
 *
 * <p>Not thread-safe.
 */
public final class AnomalyDetector {
  /**
   * A score from here on is an anomaly. Measured on 200,000 points of series without one: an alarm
   * in 2,100 points of Gaussian noise, in 2,700 of a random walk, in 15,000 of a daily wave with
   * noise, in 900 of noise with heavy tails.
   */
  public static final double THRESHOLD = 0.5;

  private static final int VERSION = 2;

  /** So many points are learnt before one is judged. */
  static final int LEARNING = 20;

  private static final int HOURS_OF_WEEK = 168;
  private static final int HOURS_OF_DAY = 24;
  private static final int NO_HOUR = -1;
  private static final long SECONDS_OF_HOUR = 3600;
  private static final long NO_TIME = Long.MIN_VALUE;
  private static final double USUAL_STEP = 300;
  private static final double SHORTEST_STEP = 60;
  private static final double LONGEST_STEP = 86_400;

  private static final double FAST = 0.14;

  /** Seconds in which the long level follows to two thirds; never faster than ten points. */
  private static final double LONG = 180_000;

  private static final double MOST_SLOW = 0.1;
  private static final double WEEK_MEMORY = 0.2;
  private static final double DAY_MEMORY = 0.03;

  /** The digits of all together, weariness taken off, that is half of the way to 1. */
  private static final double HALFWAY = 4.3;

  /** Fewer points than this support no strong word. */
  private static final double EXPERIENCE = 150;

  /** Differences below this share of the value are rounding. */
  private static final double ROUNDING = 1e-6;

  /** A larger number is none that was measured: its square leaves no room for another. */
  private static final double LARGEST = 1e15;

  /** So many usual swings off its level a point teaches as if it were no further out. */
  private static final double FARTHEST = 10_000;

  /** What counts as a swing at least, as a share of the level; of a series at 0 the number. */
  private static final double LEAST_SWING = 1e-3;

  private static final int BYTES =
      1
          + Integer.BYTES
          + Double.BYTES
          + Long.BYTES
          + 5 * Float.BYTES
          + Profile.bytes(HOURS_OF_WEEK + HOURS_OF_DAY)
          + 5 * Surprise.BYTES
          + Weariness.BYTES;

  private final Profile week = new Profile(HOURS_OF_WEEK, WEEK_MEMORY);
  private final Profile day = new Profile(HOURS_OF_DAY, DAY_MEMORY);
  private final Surprise hourly = new Surprise();
  private final Surprise far = new Surprise();
  private final Surprise daily = new Surprise();
  private final Surprise level = new Surprise();
  private final Surprise swing = new Surprise();
  private final Weariness weariness = new Weariness();

  private int seen;
  private double origin;
  private long last = NO_TIME;
  private float fast;
  private float slow;
  private float course;
  private float spread;
  private float usualSpread;

  /** A detector that has seen nothing. */
  public AnomalyDetector() {}

  /**
   * Judges a point, then learns it.
   *
   * @param at when it was measured
   * @param value the number; one that is not finite, or beyond ±1e15, is a missing point and
   *     changes nothing
   */
  public Verdict next(Instant at, double value) {
    long second = at.getEpochSecond();
    int hour = Math.floorMod(Math.floorDiv(second, SECONDS_OF_HOUR), HOURS_OF_WEEK);
    if (absent(value)) {
      return missing(hour, value);
    }
    double step = last == NO_TIME ? USUAL_STEP : (double) second - (double) last;
    last = second;
    return judge(hour, Math.max(SHORTEST_STEP, Math.min(LONGEST_STEP, step)), value);
  }

  /**
   * Judges a point of unknown time, then learns it.
   *
   * @param value the number; one that is not finite, or beyond ±1e15, is a missing point and
   *     changes nothing
   */
  public Verdict next(double value) {
    return absent(value) ? missing(NO_HOUR, value) : judge(NO_HOUR, USUAL_STEP, value);
  }

  private static boolean absent(double value) {
    return !(Math.abs(value) <= LARGEST);
  }

  /** How many points were judged or learnt so far. */
  public int points() {
    return seen;
  }

  private Verdict missing(int hour, double value) {
    double expected = seen == 0 ? Double.NaN : origin + byWeek(hour);
    return new Verdict(0, Aspect.MISSING, value, expected, hourly.margin(), 0);
  }

  private double byWeek(int hour) {
    return hour == NO_HOUR ? fast : week.expected(hour, byDay(hour, fast));
  }

  private double byDay(int hour, double unknown) {
    return hour == NO_HOUR ? unknown : day.expected(hour % HOURS_OF_DAY, unknown);
  }

  private Verdict judge(int hour, double step, double value) {
    if (seen == 0) {
      origin = value;
    }
    seen = seen == Integer.MAX_VALUE ? seen : seen + 1;
    double point = value - origin;
    Evidence evidence = new Evidence(seen, rounding(value));
    double byDay = byDay(hour, fast);
    double taught = near(point);
    evidence.add(hourly, Aspect.HOUR, point, byWeek(hour));
    evidence.add(far, Aspect.MEAN, point, slow);
    move(taught, byDay, step);
    if (hour != NO_HOUR) {
      evidence.add(daily, Aspect.DAY, byDay + course, byDay);
    }
    evidence.add(level, Aspect.LEVEL, fast, slow);
    evidence.addSize(swing, Aspect.SWING, spread, usualSpread);
    learn(hour, step, taught);
    double left = weariness.temper(evidence.total(), step) * Math.min(1, seen / EXPERIENCE);
    return seen <= LEARNING ? learning(value) : evidence.verdict(score(left), origin);
  }

  /** One wild point must not make all others small. */
  private double near(double point) {
    double size = Math.abs(origin) + Math.abs(slow);
    double most = FARTHEST * (usualSpread + LEAST_SWING * (size > 0 ? size : LARGEST / 1e6));
    return seen <= LEARNING ? point : Math.max(slow - most, Math.min(slow + most, point));
  }

  private void move(double point, double byDay, double step) {
    course += (float) (FAST * (point - byDay - course));
    fast += (float) (FAST * (point - fast));
    double off = Math.abs(point - fast);
    spread += (float) (FAST * (off - spread));
    usualSpread += (float) (slowly(step) * (off - usualSpread));
  }

  private double slowly(double step) {
    return Math.max(Math.min(MOST_SLOW, step / LONG), 1.0 / seen);
  }

  private static double score(double left) {
    return 1 - Math.pow(0.5, left / HALFWAY);
  }

  private Verdict learning(double value) {
    return new Verdict(0, Aspect.LEARNING, value, value, 0, 0);
  }

  private double rounding(double value) {
    return ROUNDING * Math.max(Math.abs(value), Math.abs(origin));
  }

  private void learn(int hour, double step, double point) {
    slow += (float) (slowly(step) * (point - slow));
    if (hour != NO_HOUR) {
      week.learn(hour, point);
      day.learn(hour % HOURS_OF_DAY, point);
    }
  }

  /** All that is known, to go on later where it stopped: at most 1 KiB. */
  public byte[] state() {
    ByteBuffer to = ByteBuffer.allocate(BYTES);
    to.put((byte) VERSION).putInt(seen).putDouble(origin).putLong(last);
    to.putFloat(fast).putFloat(slow).putFloat(course).putFloat(spread).putFloat(usualSpread);
    week.write(to);
    day.write(to);
    for (Surprise one : List.of(hourly, far, daily, level, swing)) {
      one.write(to);
    }
    weariness.write(to);
    return to.array();
  }

  /**
   * A detector that goes on where another stopped, with the very same scores.
   *
   * @param state of {@link #state()}
   * @throws IllegalArgumentException when it is no such state, one of another version, or one with
   *     numbers that are not finite
   */
  public static AnomalyDetector restore(byte[] state) {
    if (state.length != BYTES || state[0] != VERSION) {
      throw new IllegalArgumentException(
          "This is no state of version "
              + VERSION
              + " of an anomaly detector ("
              + state.length
              + " bytes, "
              + BYTES
              + " expected); begin with a new detector");
    }
    AnomalyDetector restored = new AnomalyDetector();
    restored.read(ByteBuffer.wrap(state, 1, BYTES - 1));
    if (!restored.sound()) {
      throw new IllegalArgumentException(
          "This state of an anomaly detector has numbers that are not finite; begin with a new"
              + " detector");
    }
    return restored;
  }

  private boolean sound() {
    double sum = Math.abs(origin) + Math.abs(fast) + Math.abs(slow) + Math.abs(course);
    boolean surprises =
        Stream.of(hourly, far, daily, level, swing).allMatch(Surprise::sound) && weariness.sound();
    return Double.isFinite(sum + spread + usualSpread)
        && surprises
        && week.sound()
        && day.sound()
        && seen >= 0;
  }

  private void read(ByteBuffer from) {
    seen = from.getInt();
    origin = from.getDouble();
    last = from.getLong();
    fast = from.getFloat();
    slow = from.getFloat();
    course = from.getFloat();
    spread = from.getFloat();
    usualSpread = from.getFloat();
    week.read(from);
    day.read(from);
    hourly.read(from);
    far.read(from);
    daily.read(from);
    level.read(from);
    swing.read(from);
    weariness.read(from);
  }
}
