package io.healing.core;

import io.healing.api.Target;
import io.healing.api.host.Handle;
import io.healing.api.host.Setting;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.management.Attribute;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Numbers that a JMX server shows and takes. Immutable; thread-safe. What the server does not have
 * is an error that names it, at the time of the reading or change.
 */
public final class JmxHandle implements Handle {
  private final Target target;
  private final MBeanServer server;
  private final Map<String, Place> readings;
  private final Map<String, Setting> settings;

  private record Place(ObjectName bean, String attribute) {}

  private JmxHandle(
      Target target,
      MBeanServer server,
      Map<String, Place> readings,
      Map<String, Setting> settings) {
    this.target = target;
    this.server = server;
    this.readings = Map.copyOf(readings);
    this.settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  /** One without any number yet. */
  static JmxHandle of(Target target, MBeanServer server) {
    return new JmxHandle(Objects.requireNonNull(target, "target"), server, Map.of(), Map.of());
  }

  /**
   * With this attribute as a reading.
   *
   * @param name what the reading is called, such as {@code active}
   * @param attribute of a number, or of a flag, which is read as 1 or 0
   */
  public JmxHandle reading(String name, ObjectName bean, String attribute) {
    Map<String, Place> more = new LinkedHashMap<>(readings);
    more.put(Objects.requireNonNull(name, "name"), new Place(bean, attribute));
    return new JmxHandle(target, server, more, settings);
  }

  /**
   * With this attribute as a setting without bounds.
   *
   * @param name what the setting is called, such as {@code max_size}
   * @param attribute of a number that may be written
   */
  public JmxHandle setting(String name, ObjectName bean, String attribute) {
    Place place = new Place(bean, attribute);
    return with(Setting.of(name, () -> read(place), value -> write(place, value)));
  }

  /**
   * With bounds for a setting that was named before, both included.
   *
   * @throws IllegalArgumentException when there is no such setting, or the least is above the most
   */
  public JmxHandle within(String setting, double least, double most) {
    Setting known = settings.get(setting);
    if (known == null) {
      throw new IllegalArgumentException(
          target + " has no setting " + setting + "; it has " + settings.keySet());
    }
    return with(known.within(least, most));
  }

  private JmxHandle with(Setting setting) {
    Map<String, Setting> more = new TreeMap<>(settings);
    more.put(setting.name(), setting);
    return new JmxHandle(target, server, readings, more);
  }

  @Override
  public Target target() {
    return target;
  }

  /**
   * What the server shows now.
   *
   * @throws IllegalStateException when the server does not have one of them
   */
  @Override
  public Map<String, Double> readings() {
    Map<String, Double> seen = new TreeMap<>();
    readings.forEach((name, place) -> seen.put(name, read(place)));
    return seen;
  }

  @Override
  public List<Setting> settings() {
    return List.copyOf(settings.values());
  }

  private double read(Place place) {
    Object value;
    try {
      value = server.getAttribute(place.bean, place.attribute);
    } catch (JMException | JMRuntimeException e) {
      throw new IllegalStateException(words("cannot be read", place, e), e);
    }
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalStateException(
        place.attribute + " of " + place.bean + " is no number, but " + value);
  }

  private void write(Place place, double value) {
    try {
      server.setAttribute(place.bean, new Attribute(place.attribute, typed(place, value)));
    } catch (JMException | JMRuntimeException e) {
      throw new IllegalStateException(words("cannot be set to " + value, place, e), e);
    }
  }

  private Object typed(Place place, double value) throws JMException {
    for (MBeanAttributeInfo known : server.getMBeanInfo(place.bean).getAttributes()) {
      if (known.getName().equals(place.attribute)) {
        return typed(known.getType(), value);
      }
    }
    throw new AttributeNotFoundException("there is no such attribute");
  }

  private static Object typed(String type, double value) {
    return switch (type) {
      case "int", "java.lang.Integer" -> Math.toIntExact(Math.round(value));
      case "long", "java.lang.Long" -> Math.round(value);
      case "float", "java.lang.Float" -> (float) value;
      default -> value;
    };
  }

  private static String words(String what, Place place, Exception cause) {
    String why =
        cause instanceof InstanceNotFoundException
            ? "nothing of this name is registered; a HikariCP pool is with registerMbeans = true"
            : String.valueOf(cause.getMessage());
    return place.attribute + " of " + place.bean + " " + what + ": " + why;
  }

  @Override
  public String toString() {
    return "the JMX numbers " + target.name();
  }
}
