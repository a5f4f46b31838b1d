package io.healing.api.detect;

/**
 * What the built-in monitors call their samples: lower-case words joined by underscores, the same
 * wherever a sample is made, read or compared. Where there may be several of a kind, a slash and
 * which one follow, as in {@code disk_usage/data}.
 */
public final class MetricName {
  /** Use of all processors, in percent of what this program may use of them. */
  public static final String CPU = "cpu_usage";

  /** Use of the processors by this program alone, in percent. */
  public static final String PROCESS_CPU = "process_cpu_usage";

  /** Memory of the machine, or of the container, that is in use, in percent. */
  public static final String MEMORY = "memory_usage";

  /** Heap that a collection could not free, in percent of the largest heap. */
  public static final String HEAP = "heap_usage";

  /** Metaspace in use, in percent of its limit; without a limit in bytes as the next one. */
  public static final String METASPACE = "metaspace_usage";

  /** Metaspace in use, in bytes. */
  public static final String METASPACE_BYTES = "metaspace_bytes";

  /** Memory outside the heap held by direct buffers, in percent of its limit. */
  public static final String DIRECT_MEMORY = "direct_memory_usage";

  /** Time that collections took since the look before, in percent. */
  public static final String GC_TIME = "gc_time_share";

  /** Live threads. */
  public static final String THREADS = "thread_count";

  /** Threads that wait for one another for ever. */
  public static final String DEADLOCKED = "deadlocked_threads";

  /** Open file descriptors, in percent of the limit. */
  public static final String FILE_DESCRIPTORS = "file_descriptor_usage";

  /** Disk in use, in percent; followed by the path. */
  public static final String DISK = "disk_usage";

  /** Time to connect, in milliseconds; followed by the endpoint. */
  public static final String CONNECT_TIME = "connect_time_ms";

  /** Time until the answer began, in milliseconds; followed by the endpoint. */
  public static final String RESPONSE_TIME = "response_time_ms";

  /** Time to get a valid connection, in milliseconds; followed by the data source. */
  public static final String CONNECTION_TIME = "connection_time_ms";

  /** Connections in use, in percent of the most; followed by the handle. */
  public static final String POOL = "pool_usage";

  /** Places of a queue that are taken, in percent of its bound; followed by the handle. */
  public static final String QUEUE = "queue_usage";

  /** How many wait in a queue; followed by the handle. */
  public static final String QUEUED = "queue_length";

  /** Calls or runs that failed, in percent of all in the window; followed by the handle. */
  public static final String ERROR_RATE = "error_rate";

  /** Lines of a log file that tell of errors, in the window; followed by the path. */
  public static final String LOG_ERRORS = "log_errors";

  /** Time that a look of a monitor took, in milliseconds; followed by the monitor's id. */
  public static final String MONITOR_TIME = "monitor_time_ms";

  /** Time from the beginning of a procedure until its steps were in place, in milliseconds. */
  public static final String PROCEDURE_TIME = "procedure_time_ms";

  private MetricName() {}

  /**
   * The name for one of several.
   *
   * @param word one of the constants, or a word of a plug-in's own
   * @param which tells it from the others, as in {@code data}; empty for the only one
   */
  public static String of(String word, String which) {
    return which.isEmpty() ? word : word + "/" + which;
  }

  /** The word before the slash, or the whole name without one. */
  public static String word(String name) {
    int slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }
}
