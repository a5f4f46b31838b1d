package io.healing.log4j2;

import io.healing.core.RunLog;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginElement;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.jspecify.annotations.Nullable;

/**
 * Adds log lines to the run on whose thread they were logged, or else to the run whose id the
 * thread context holds under {@link RunLog#KEY}. One line in {@code log4j2.xml} is enough:
 *
 * <pre>{@code <Healing name="healing"/>}</pre>
 *
 * <p>While no Healing runs, and for lines of no run, it does nothing. Takes no lock, does no I/O
 * and throws nothing. Level, logger, message and stack are kept; Healing takes secrets out. Behind
 * an {@code Async} appender or asynchronous loggers only the thread context can tell the run,
 * because the line comes from another thread.
 */
@Plugin(name = "Healing", category = Core.CATEGORY_NAME, elementType = Appender.ELEMENT_TYPE)
public final class HealingAppender extends AbstractAppender {

  private HealingAppender(String name, @Nullable Filter filter) {
    super(name, filter, null, true, Property.EMPTY_ARRAY);
  }

  /**
   * Made by Log4j.
   *
   * @param name by which loggers refer to it
   * @param filter what lines it takes; null for all
   */
  @PluginFactory
  public static HealingAppender create(
      @PluginAttribute(value = "name", defaultString = "healing") String name,
      @PluginElement("Filter") @Nullable Filter filter) {
    return new HealingAppender(name, filter);
  }

  @Override
  public void append(LogEvent event) {
    Object run = event.getContextData().getValue(RunLog.KEY);
    RunLog.add(run instanceof String id ? id : null, () -> text(event));
  }

  private static String text(LogEvent event) {
    String line =
        event.getLevel()
            + " "
            + event.getLoggerName()
            + ": "
            + event.getMessage().getFormattedMessage();
    Throwable thrown = event.getThrown();
    return thrown == null ? line : line + "\n" + stack(thrown);
  }

  private static String stack(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return text.toString().stripTrailing();
  }
}
