package io.healing.core.detect.host;

import io.healing.api.Subject;
import io.healing.api.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * Takes a connection of a data source, asks whether it is valid, and gives it back. A pool that is
 * used up lets its caller wait, longer than a look may take; so that is done on a thread of its
 * own, one for a data source at most, which is not waited for longer than what is critical.
 */
final class DataSources {
  private static final long MOST_MS = 6_000;
  private static final double NANOS_PER_MS = 1e6;

  private final HostSettings settings;
  private final Map<String, Attempt> underWay = new ConcurrentHashMap<>();

  DataSources(HostSettings settings) {
    this.settings = settings;
  }

  /** One connection, taken on a thread of its own. */
  private static final class Attempt implements Runnable {
    private final DataSource source;
    private final LongSupplier nanos;
    private final int limit;
    private final CountDownLatch done = new CountDownLatch(1);
    private final long began;
    private volatile double ms;
    private volatile String wrong = "";

    Attempt(DataSource source, LongSupplier nanos, int limit) {
      this.source = source;
      this.nanos = nanos;
      this.limit = limit;
      began = nanos.getAsLong();
    }

    @Override
    public void run() {
      try (Connection connection = source.getConnection()) {
        wrong = connection.isValid(limit) ? "" : "gave a connection that is not valid";
      } catch (SQLException | RuntimeException e) {
        wrong = "gave no connection: " + e.getMessage();
      } finally {
        ms = (nanos.getAsLong() - began) / NANOS_PER_MS;
        done.countDown();
      }
    }

    boolean ended() {
      return done.getCount() == 0;
    }
  }

  void read(Sheet sheet) {
    settings
        .dataSources()
        .forEach(
            (name, source) -> {
              if (sheet.wanted(Words.part("data_source/" + name))) {
                look(name, source, sheet);
              }
            });
  }

  private void look(String name, DataSource source, Sheet sheet) {
    Levels levels = Levels.open(settings.config().thresholdResponseTime(), 5_000);
    long limit = (long) Math.min(MOST_MS, levels.bound(Level.CRITICAL) + 1);
    Attempt before = underWay.get(name);
    Attempt attempt = before != null && !before.ended() ? before : begin(name, source, limit);
    boolean ended = ended(attempt, attempt == before ? 0 : limit);
    boolean well = ended && attempt.wrong.isEmpty();
    String words = ended ? attempt.wrong : "has not given a connection within " + limit + " ms";
    if (well) {
      words = "gave a valid connection in " + Words.number(attempt.ms) + " ms";
    }
    Subject subject = Words.part("data_source/" + name);
    sheet.saw(
        new Sheet.Entry(
            subject,
            Words.which(name),
            well ? attempt.ms : Double.POSITIVE_INFINITY,
            levels,
            "The data source " + name + " " + words,
            Concerned.handle(settings, new Target("pool", name))));
  }

  private Attempt begin(String name, DataSource source, long limit) {
    int seconds = (int) Math.max(1, TimeUnit.MILLISECONDS.toSeconds(limit));
    Attempt attempt = new Attempt(source, settings.nanos(), seconds);
    underWay.put(name, attempt);
    Thread thread = new Thread(attempt, "healing-data-source-" + name);
    thread.setDaemon(true);
    thread.start();
    return attempt;
  }

  private static boolean ended(Attempt attempt, long limit) {
    try {
      return attempt.done.await(limit, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
