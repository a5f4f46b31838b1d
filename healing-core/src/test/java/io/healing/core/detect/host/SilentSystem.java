package io.healing.core.detect.host;

import com.sun.management.OperatingSystemMXBean;
import javax.management.ObjectName;

/** An operating system that tells nothing. */
final class SilentSystem implements OperatingSystemMXBean {
  @Override
  public long getCommittedVirtualMemorySize() {
    return -1;
  }

  @Override
  public long getTotalSwapSpaceSize() {
    return -1;
  }

  @Override
  public long getFreeSwapSpaceSize() {
    return -1;
  }

  @Override
  public long getProcessCpuTime() {
    return -1;
  }

  @Override
  public long getFreeMemorySize() {
    return -1;
  }

  @Override
  public long getTotalMemorySize() {
    return -1;
  }

  @Override
  public double getCpuLoad() {
    return -1;
  }

  @Override
  public double getProcessCpuLoad() {
    return -1;
  }

  @Override
  public String getName() {
    return "silent";
  }

  @Override
  public String getArch() {
    return "none";
  }

  @Override
  public String getVersion() {
    return "0";
  }

  @Override
  public int getAvailableProcessors() {
    return 1;
  }

  @Override
  public double getSystemLoadAverage() {
    return -1;
  }

  @Override
  public ObjectName getObjectName() {
    return ObjectName.WILDCARD;
  }
}
