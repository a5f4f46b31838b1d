package io.healing.core.act;

import io.healing.api.HealingException;
import io.healing.api.Target;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Set;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** A number that this JVM's JMX server shows and takes: {@code jmx:OBJECTNAME#Attribute}. */
record JmxDial(ObjectName bean, String attribute, String type) implements Dial {
  private static final Set<String> WHOLE =
      Set.of("int", "long", "java.lang.Integer", "java.lang.Long");
  private static final Set<String> BROKEN = Set.of("double", "java.lang.Double");

  /**
   * Finds it.
   *
   * @throws HealingException when there is no such number, or it cannot be written
   */
  static JmxDial of(String bean, String attribute) {
    try {
      ObjectName name = new ObjectName(bean);
      MBeanAttributeInfo info = info(name, attribute);
      boolean number = WHOLE.contains(info.getType()) || BROKEN.contains(info.getType());
      if (!info.isReadable() || !info.isWritable() || !number) {
        throw new HealingException(
            attribute
                + " of "
                + bean
                + " is "
                + info.getType()
                + (info.isWritable() ? "" : ", read only"),
            "Name an attribute that is a number and can be written");
      }
      return new JmxDial(name, attribute, info.getType());
    } catch (MalformedObjectNameException e) {
      throw new HealingException(
          "\"" + bean + "\" is no JMX name: " + e.getMessage(),
          "Write it as in com.zaxxer.hikari:type=PoolConfig (shop)",
          e);
    } catch (JMException | JMRuntimeException e) {
      throw new HealingException(
          attribute + " of " + bean + " cannot be looked at: " + e,
          "Look at the JMX names that this program registers",
          e);
    }
  }

  private static MBeanAttributeInfo info(ObjectName bean, String attribute) throws JMException {
    return Arrays.stream(server().getMBeanInfo(bean).getAttributes())
        .filter(info -> info.getName().equals(attribute))
        .findFirst()
        .orElseThrow(
            () ->
                new HealingException(
                    bean + " has no attribute " + attribute, "Look at what it shows"));
  }

  private static MBeanServer server() {
    return ManagementFactory.getPlatformMBeanServer();
  }

  /** Its one true name, in whatever order the parts of the bean's name were written. */
  Target target() {
    return new Target(Dials.JMX, bean.getCanonicalName() + "#" + attribute);
  }

  @Override
  public String words() {
    return attribute + " of " + bean;
  }

  @Override
  public double value() {
    try {
      return ((Number) server().getAttribute(bean, attribute)).doubleValue();
    } catch (JMException | JMRuntimeException e) {
      throw new IllegalStateException(words() + " cannot be read: " + e, e);
    }
  }

  @Override
  public void change(double value) {
    try {
      server().setAttribute(bean, new Attribute(attribute, typed(value)));
    } catch (JMException | JMRuntimeException e) {
      throw new IllegalStateException(words() + " cannot be set to " + value + ": " + e, e);
    }
  }

  private Object typed(double value) {
    if (BROKEN.contains(type)) {
      return value;
    }
    long whole = Math.round(value);
    return type.equals("long") || type.equals("java.lang.Long")
        ? (Object) whole
        : (Object) Math.toIntExact(whole);
  }

  @Override
  public double least() {
    return Double.NEGATIVE_INFINITY;
  }

  @Override
  public double most() {
    return Double.POSITIVE_INFINITY;
  }
}
