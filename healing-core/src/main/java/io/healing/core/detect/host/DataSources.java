package io.healing.core.detect.host;

import io.healing.api.Subject;
import io.healing.api.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Takes a connection of a data source, asks whether it is valid, and gives it back. A pool that is
 * used up lets its caller wait, longer than a look may take; it is not waited for longer than what
 * is critical.
 */
final class DataSources {
  private static final long MOST_MS = 6_000;

  private final HostSettings settings;
  private final Outside outside;

  DataSources(HostSettings settings) {
    this.settings = settings;
    outside = new Outside("healing-data-source", settings.nanos());
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
    int seconds = (int) Math.max(1, TimeUnit.MILLISECONDS.toSeconds(limit));
    Outside.Answer answer = outside.ask(name, limit, () -> wrong(source, seconds));
    boolean well = answer.ended() && answer.wrong().isEmpty();
    String words =
        answer.ended() ? answer.wrong() : "has not given a connection within " + limit + " ms";
    if (well) {
      words = "gave a valid connection in " + Words.number(answer.ms()) + " ms";
    }
    Subject subject = Words.part("data_source/" + name);
    sheet.saw(
        new Sheet.Entry(
            subject,
            Words.which(name),
            well ? answer.ms() : Double.POSITIVE_INFINITY,
            levels,
            "The data source " + name + " " + words,
            Concerned.handle(settings, new Target("pool", name))));
  }

  private static String wrong(DataSource source, int seconds) {
    try (Connection connection = source.getConnection()) {
      return connection.isValid(seconds) ? "" : "gave a connection that is not valid";
    } catch (SQLException | RuntimeException e) {
      return "gave no connection: " + e.getMessage();
    } catch (LinkageError e) {
      return "gave no connection: " + e;
    }
  }
}
