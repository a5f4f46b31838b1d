package io.healing.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.healing.core.RunLog;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds log lines to the run on whose thread they were logged, or else to the run whose id the MDC
 * holds under {@link RunLog#KEY}. One line in {@code logback.xml} is enough:
 *
 * <pre>{@code <appender name="HEALING" class="io.healing.logback.HealingAppender"/>}</pre>
 *
 * <p>While no Healing runs, and for lines of no run, it does nothing. Takes no lock, does no I/O
 * and throws nothing. Level, logger, message and stack are kept; Healing takes secrets out. Behind
 * an {@code AsyncAppender} only the MDC can tell the run, because the line comes from another
 * thread.
 */
public final class HealingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

  /** Made by Logback. */
  public HealingAppender() {}

  @Override
  protected void append(ILoggingEvent event) {
    RunLog.add(run(event), () -> text(event));
  }

  private static @Nullable String run(ILoggingEvent event) {
    Map<String, String> mdc = event.getMDCPropertyMap();
    return mdc == null ? null : mdc.get(RunLog.KEY);
  }

  private static String text(ILoggingEvent event) {
    String line =
        event.getLevel() + " " + event.getLoggerName() + ": " + event.getFormattedMessage();
    IThrowableProxy thrown = event.getThrowableProxy();
    return thrown == null
        ? line
        : line + "\n" + ThrowableProxyUtil.asString(thrown).stripTrailing();
  }
}
