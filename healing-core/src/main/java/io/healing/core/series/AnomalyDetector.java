package io.healing.core.series;

import io.healing.core.series.Verdict.Aspect;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/**
 * Judges a stream of numbers point by point: how unusual is this one, given all before it. One
 * object for one series, the same settings for all; it keeps about 1 kB, whatever the length.
 *
 * <p>Four distances are watched: of the point from what is usual in its hour of the week, of the
 * recent course from the hours of the day, of the recent level from the long one, and of the recent
 * swing from the long one. Each becomes a tail probability of its own history; their weighted sum,
 * told once per trouble, becomes the score. So scale and unit of the series do not matter.
 *
 * <p>A level shift is told and then learnt as the new normal, a slow drift is followed silently.
 * Without times the hours are unknown and the point is held against the recent mean. Times that
 * repeat or go backwards do no harm: a time only names an hour of the week, in UTC.
 *
 * <p>Not thread-safe.
 */
public final class AnomalyDetector {
  /** A score from here on is an anomaly. */
  public static final double THRESHOLD = 0.5;

  private static final int VERSION = 1;
  private static final int LEARNING = 20;
  private static final int HOURS_OF_WEEK = 168;
  private static final int HOURS_OF_DAY = 24;
  private static final int NO_HOUR = -1;
  private static final long SECONDS_OF_HOUR = 3600;

  private static final double FAST = 0.14;
  private static final double SLOW = 0.0028;
  private static final double WEEK_MEMORY = 0.19;
  private static final double DAY_MEMORY = 0.01;

  /** The tempered sum of digits that halves the way to 1. */
  private static final double HALFWAY = 2.9;

  private static final int BYTES =
      1
          + Integer.BYTES
          + Double.BYTES
          + 5 * Float.BYTES
          + Profile.bytes(HOURS_OF_WEEK + HOURS_OF_DAY)
          + 4 * Surprise.BYTES
          + Weariness.BYTES;

  /** Differences below this share of the value are rounding. */
  private static final double ROUNDING = 1e-6;

  private final Profile week = new Profile(HOURS_OF_WEEK, WEEK_MEMORY);
  private final Profile day = new Profile(HOURS_OF_DAY, DAY_MEMORY);
  private final Surprise hourly = new Surprise();
  private final Surprise daily = new Surprise();
  private final Surprise level = new Surprise();
  private final Surprise swing = new Surprise();
  private final Weariness weariness = new Weariness();

  private int seen;
  private double origin;
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
   * @param value the number; one that is not finite is a missing point and changes nothing
   */
  public Verdict next(Instant at, double value) {
    long hour = Math.floorDiv(at.getEpochSecond(), SECONDS_OF_HOUR);
    return next(Math.floorMod(hour, HOURS_OF_WEEK), value);
  }

  /**
   * Judges a point of unknown time, then learns it.
   *
   * @param value the number; one that is not finite is a missing point and changes nothing
   */
  public Verdict next(double value) {
    return next(NO_HOUR, value);
  }

  private Verdict next(int hour, double value) {
    if (!Double.isFinite(value)) {
      double expected = origin + weekly(hour);
      return new Verdict(0, Aspect.MISSING, value, expected, hourly.margin(), 0);
    }
    if (seen == 0) {
      origin = value;
    }
    seen = Math.min(seen + 1, Integer.MAX_VALUE - 1);
    return judge(hour, value);
  }

  private double weekly(int hour) {
    double otherwise = hour == NO_HOUR ? fast : day.expected(hour % HOURS_OF_DAY, fast);
    return hour == NO_HOUR ? otherwise : week.expected(hour, otherwise);
  }

  private Verdict judge(int hour, double value) {
    double point = value - origin;
    double byWeek = weekly(hour);
    double byDay = hour == NO_HOUR ? slow : day.expected(hour % HOURS_OF_DAY, fast);
    double usual = usualSpread;
    move(point, byDay);
    Evidence evidence = new Evidence(seen, rounding(value));
    evidence.add(hourly, Aspect.HOUR, point, byWeek);
    evidence.add(daily, Aspect.DAY, byDay + course, byDay);
    evidence.add(level, Aspect.LEVEL, fast, slow);
    evidence.addSize(swing, Aspect.SWING, spread, usual);
    learn(hour, point);
    double left = weariness.temper(evidence.total());
    return seen <= LEARNING ? learning(value) : evidence.verdict(score(left), origin);
  }

  private void move(double point, double byDay) {
    course += (float) (FAST * (point - byDay - course));
    fast += (float) (FAST * (point - fast));
    double off = Math.abs(point - fast);
    spread += (float) (FAST * (off - spread));
    usualSpread += (float) (slowly() * (off - usualSpread));
  }

  private double slowly() {
    return Math.max(SLOW, 1.0 / seen);
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

  private void learn(int hour, double point) {
    slow += (float) (slowly() * (point - slow));
    if (hour != NO_HOUR) {
      week.learn(hour, point);
      day.learn(hour % HOURS_OF_DAY, point);
    }
  }

  /** All that is known, to go on later where it stopped: at most 1 KiB. */
  public byte[] state() {
    ByteBuffer to = ByteBuffer.allocate(BYTES);
    to.put((byte) VERSION).putInt(seen).putDouble(origin);
    to.putFloat(fast).putFloat(slow).putFloat(course).putFloat(spread).putFloat(usualSpread);
    week.write(to);
    day.write(to);
    for (Surprise one : List.of(hourly, daily, level, swing)) {
      one.write(to);
    }
    weariness.write(to);
    return to.array();
  }

  /**
   * A detector that goes on where another stopped, with the very same scores.
   *
   * @param state of {@link #state()}
   * @throws IllegalArgumentException when it is no such state, or one of another version
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
    return restored;
  }

  private void read(ByteBuffer from) {
    seen = from.getInt();
    origin = from.getDouble();
    fast = from.getFloat();
    slow = from.getFloat();
    course = from.getFloat();
    spread = from.getFloat();
    usualSpread = from.getFloat();
    week.read(from);
    day.read(from);
    hourly.read(from);
    daily.read(from);
    level.read(from);
    swing.read(from);
    weariness.read(from);
  }
}
