package io.healing.core.detect.host;

import io.healing.api.detect.ErrorType;
import io.healing.api.detect.MetricName;

/** What each monitor of the host says. */
final class Rules {
  private static final String PERCENT = " %";
  private static final String MS = " ms";

  /** Use of the processors. */
  static final Rule CPU =
      new Rule(
          "cpu",
          "host.cpu",
          ErrorType.CPU_SPIKE,
          MetricName.CPU,
          PERCENT,
          "See what the threads do with jcmd PID Thread.print; give the program more processors, or"
              + " less to do at once",
          Tuning.patient(),
          true);

  /** Memory of the machine. */
  static final Rule MEMORY =
      new Rule(
          "memory",
          "host.memory",
          ErrorType.MEMORY_LEAK,
          MetricName.MEMORY,
          PERCENT,
          "See which process holds it with ps aux --sort=-rss; stop it, or give the machine more",
          Tuning.alert(),
          true);

  /** Heap that is really in use. */
  static final Rule HEAP =
      new Rule(
          "heap",
          "jvm.heap",
          ErrorType.MEMORY_LEAK,
          MetricName.HEAP,
          PERCENT,
          "See what is held with jcmd PID GC.class_histogram; mend the leak, or raise -Xmx",
          Tuning.alert(),
          true);

  /** Metaspace. */
  static final Rule METASPACE =
      new Rule(
          "metaspace",
          "jvm.metaspace",
          ErrorType.MEMORY_LEAK,
          MetricName.METASPACE,
          PERCENT,
          "See which class loaders stay with jcmd PID VM.classloaders; raise -XX:MaxMetaspaceSize",
          Tuning.alert(),
          true);

  /** Direct buffers. */
  static final Rule DIRECT =
      new Rule(
          "direct_memory",
          "jvm.direct_memory",
          ErrorType.MEMORY_LEAK,
          MetricName.DIRECT_MEMORY,
          PERCENT,
          "Release direct buffers sooner, or raise -XX:MaxDirectMemorySize",
          Tuning.alert(),
          true);

  /** Time in collections. */
  static final Rule GC =
      new Rule(
          "gc",
          "jvm.gc",
          ErrorType.PERFORMANCE_DEGRADATION,
          MetricName.GC_TIME,
          PERCENT,
          "See with jstat -gcutil PID what is collected; raise -Xmx, or allocate less",
          Tuning.patient(),
          true);

  /** Live threads. */
  static final Rule THREADS =
      new Rule(
          "threads",
          "jvm.threads",
          ErrorType.PERFORMANCE_DEGRADATION,
          MetricName.THREADS,
          "",
          "See what they do with jcmd PID Thread.print; use a pool with a bound",
          Tuning.patient(),
          false);

  /** Open files. */
  static final Rule DESCRIPTORS =
      new Rule(
          "file_descriptors",
          "host.file_descriptors",
          ErrorType.DEPENDENCY_FAILURE,
          MetricName.FILE_DESCRIPTORS,
          PERCENT,
          "See what is open with lsof -p PID; close files and connections, or raise ulimit -n",
          Tuning.alert(),
          false);

  /** Disks. */
  static final Rule DISK =
      new Rule(
          "disk",
          "host.disk",
          ErrorType.DEPENDENCY_FAILURE,
          MetricName.DISK,
          PERCENT,
          "Remove what is not needed; see what is large with du -xh PATH | sort -h | tail",
          Tuning.alert(),
          false);

  /** Endpoints that accept connections. */
  static final Rule NETWORK =
      new Rule(
          "network",
          "net.endpoint",
          ErrorType.NETWORK_TIMEOUT,
          MetricName.CONNECT_TIME,
          MS,
          "Check that the server runs, that the address is right and that no firewall is between",
          Tuning.asking(),
          true);

  /** HTTP endpoints. */
  static final Rule HTTP =
      new Rule(
          "http",
          "http.endpoint",
          ErrorType.API_FAILURE,
          MetricName.RESPONSE_TIME,
          MS,
          "Look at the log of the service that answers",
          Tuning.asking(),
          true);

  /** Connection pools. */
  static final Rule POOL =
      new Rule(
          "pool",
          "jdbc.pool",
          ErrorType.DATABASE_CONNECTION,
          MetricName.POOL,
          PERCENT,
          "Give connections back sooner, or let the pool grow",
          Tuning.patient(),
          true);

  /** Data sources. */
  static final Rule DATA_SOURCE =
      new Rule(
          "data_source",
          "jdbc.data_source",
          ErrorType.DATABASE_CONNECTION,
          MetricName.CONNECTION_TIME,
          MS,
          "Check that the database runs and that user, password and address are right",
          Tuning.asking(),
          true);

  /** Queues. */
  static final Rule QUEUE =
      new Rule(
          "queue",
          "queue.full",
          ErrorType.PERFORMANCE_DEGRADATION,
          MetricName.QUEUE,
          PERCENT,
          "Let more threads work on it, take less in, or let the queue grow",
          Tuning.patient(),
          true);

  /** Share of failures. */
  static final Rule ERRORS =
      new Rule(
          "error_rate",
          "errors.rate",
          ErrorType.API_FAILURE,
          MetricName.ERROR_RATE,
          PERCENT,
          "Look at what the failures have in common, and at the other incidents of now",
          Tuning.patient(),
          true);

  /** Error lines of log files. */
  static final Rule LOG =
      new Rule(
          "log",
          "log.errors",
          ErrorType.UNKNOWN,
          MetricName.LOG_ERRORS,
          "",
          "Look at the lines in the log file",
          Tuning.atOnce(),
          false);

  private Rules() {}
}
