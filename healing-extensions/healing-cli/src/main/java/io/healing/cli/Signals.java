package io.healing.cli;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes INT, TERM and HUP on to a command, each once, instead of ending this process. What a
 * terminal sends to its foreground (Ctrl-C, hanging up) the command gets by itself, since it is in
 * the same process group, and is not passed a second time.
 *
 * <p>The class of the JDK for this has no public name, so it is used by reflection; where it is not
 * there, signals end this process as usual.
 */
final class Signals {
  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
  private static final int GROUP = 2;
  private static final int FOREGROUND = 5;

  private final AtomicReference<@Nullable Child> child = new AtomicReference<>();
  private final boolean foreground = inForeground();
  private volatile @Nullable String received;

  /** Takes the three signals over. */
  static Signals taken() {
    Signals signals = new Signals();
    List.of("INT", "TERM", "HUP").forEach(signals::take);
    return signals;
  }

  private void take(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> answer(proxy, name, method.getName(), arguments));
      Object number = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handler).invoke(null, number, ours);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | IllegalAccessException
        | InstantiationException
        | InvocationTargetException e) {
      LOG.debug("{} is not passed on", name, e);
    }
  }

  private @Nullable Object answer(
      Object proxy, String name, String method, Object @Nullable [] arguments) {
    return switch (method) {
      case "handle" -> {
        came(name);
        yield null;
      }
      case "hashCode" -> System.identityHashCode(this);
      case "equals" -> arguments != null && arguments[0] == proxy;
      default -> "passes " + name + " on";
    };
  }

  private synchronized void came(String name) {
    received = name;
    Child running = child.get();
    if (running != null) {
      pass(name, running);
    }
  }

  /** From now on signals are passed to this one; so is one that came before it. */
  synchronized void to(Child started) {
    child.set(started);
    String early = received;
    if (early != null) {
      pass(early, started);
    }
  }

  /** It has ended: its number may soon be another's. */
  synchronized void ended() {
    child.set(null);
  }

  /** The last signal that came, or null. */
  @Nullable String received() {
    return received;
  }

  /** Whether a person at a terminal waits for this process. */
  boolean foreground() {
    return foreground;
  }

  private void pass(String name, Child running) {
    if (name.equals("TERM")) {
      running.process().toHandle().destroy(); // which leaves its output open
    } else if (!foreground) {
      send(name, running.pid());
    }
  }

  private static void send(String name, long pid) {
    try {
      new ProcessBuilder("sh", "-c", "kill -s \"$0\" \"$1\"", name, Long.toString(pid))
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      LOG.warn("{} could not be passed to the process {}: {}", name, pid, e.getMessage());
    }
  }

  /** Whether this process is in the foreground of its terminal. */
  private static boolean inForeground() {
    try {
      String line = Files.readString(Path.of("/proc/self/stat"));
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      return fields[GROUP].equals(fields[FOREGROUND]);
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }
}
