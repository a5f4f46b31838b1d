package io.healing.core.job;

import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** Adds log records to the run on the logging thread. */
final class RunLogHandler extends Handler {
  private final Recorder recorder;
  private final Formatter formatter = new SimpleFormatter();

  RunLogHandler(Recorder recorder) {
    this.recorder = recorder;
  }

  @Override
  public void publish(LogRecord record) {
    if (isLoggable(record)) {
      recorder.logged(() -> text(record));
    }
  }

  private String text(LogRecord record) {
    String line =
        record.getLevel().getName()
            + " "
            + record.getLoggerName()
            + ": "
            + formatter.formatMessage(record);
    Throwable thrown = record.getThrown();
    return thrown == null ? line : line + "\n" + thrown;
  }

  @Override
  public void flush() {
    // nothing is held back
  }

  @Override
  public void close() {
    // nothing to close
  }
}
