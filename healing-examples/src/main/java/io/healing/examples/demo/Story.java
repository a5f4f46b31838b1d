package io.healing.examples.demo;

import io.healing.core.HealingEvent;
import io.healing.core.HealingListener;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Tells on the screen what Healing does, scene by scene, and waits for what must happen. */
final class Story implements HealingListener {
  private static final int MOST_LINES = 14;
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private final PrintStream out;
  private final List<HealingEvent> events = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private String subject = "";
  private int scene;

  Story(PrintStream out) {
    this.out = out;
  }

  /** Begins a scene: from now on only what concerns this job is shown. */
  void scene(String title, String job) {
    synchronized (events) {
      events.clear();
      subject = job;
    }
    scene++;
    out.printf("%n%d. %s%n", scene, title);
  }

  /** A line of the narrator. */
  void say(String line) {
    line.lines().forEach(part -> out.println("     " + part));
  }

  @Override
  public void on(HealingEvent event) {
    synchronized (events) {
      if (event.subject().name().equals(subject)) {
        show(event);
        events.add(event);
        events.notifyAll();
      }
    }
  }

  private void show(HealingEvent event) {
    String time = event.at().truncatedTo(ChronoUnit.SECONDS).toString().substring(11, 19);
    List<String> lines = event.text().lines().limit(MOST_LINES).toList();
    out.printf(
        "     %s  %-9s %s%n", time, event.step().word(), lines.isEmpty() ? "" : lines.get(0));
    lines.stream().skip(1).forEach(line -> out.println(" ".repeat(25) + line));
  }

  /** Waits for an event of the scene; what does not come is noted, and the demonstration fails. */
  void expect(String what, Predicate<HealingEvent> wanted) {
    Instant until = Instant.now().plus(PATIENCE);
    synchronized (events) {
      while (events.stream().noneMatch(wanted)) {
        if (!waitUntil(until)) {
          miss(what);
          return;
        }
      }
    }
  }

  private boolean waitUntil(Instant until) {
    long left = Duration.between(Instant.now(), until).toMillis();
    try {
      if (left > 0) {
        events.wait(Math.min(left, 200));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return left > 0;
  }

  /** Waits for a fact. */
  void await(String what, BooleanSupplier fact) {
    Instant until = Instant.now().plus(PATIENCE);
    synchronized (events) {
      while (!fact.getAsBoolean()) {
        if (!waitUntil(until)) {
          miss(what);
          return;
        }
      }
    }
  }

  /** Checks a fact. */
  void check(String what, BooleanSupplier fact) {
    if (fact.getAsBoolean()) {
      out.println("     ok: " + what);
    } else {
      miss(what);
    }
  }

  private void miss(String what) {
    out.println("     DID NOT HAPPEN: " + what);
    missing.add(what);
  }

  List<String> missing() {
    return missing;
  }
}
