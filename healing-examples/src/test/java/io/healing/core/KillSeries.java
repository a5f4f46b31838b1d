package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Processes one after the other in one directory, each killed at its point; after each death the
 * files are looked at, and the next process settles what it left.
 */
final class KillSeries {
  /**
   * How many processes are killed: few in an ordinary build, many with the profile {@code kill}.
   */
  static final int RUNS = Integer.getInteger("healing.kill.runs", 25);

  /** The point of a process that is killed at any moment. */
  static final String RANDOM = "never";

  private static final int AHEAD = 2;

  private final KillHome home;
  private final String work;
  private final List<String> points;
  private final SplittableRandom random;
  private final List<String> said = new ArrayList<>();
  private int kills;

  /**
   * @param work what each process is told to do
   * @param points where each of them dies
   */
  KillSeries(Path directory, String work, List<String> points, SplittableRandom random)
      throws Exception {
    home = KillHome.in(directory, 0);
    this.work = work;
    this.points = points;
    this.random = random;
  }

  void play() throws Exception {
    long began = System.nanoTime();
    Deque<KillProcess> ahead = new ArrayDeque<>();
    try {
      for (int i = 0; i < points.size(); i++) {
        while (ahead.size() < AHEAD && i + ahead.size() < points.size()) {
          ahead.add(start(i + ahead.size()));
        }
        try (KillProcess child = ahead.remove()) {
          kill(child, points.get(i));
        }
        audit(i);
      }
    } finally {
      ahead.forEach(KillProcess::close);
    }
    System.out.printf(
        "%s: %d kills, %d of them at named steps, in %d s%n",
        work,
        kills,
        points.stream().filter(point -> !point.equals(RANDOM)).count(),
        (System.nanoTime() - began) / 1_000_000_000);
    assertThat(kills).isEqualTo(points.size());
  }

  private KillProcess start(int number) throws Exception {
    return KillProcess.start(home, "p" + number, clock(number), points.get(number));
  }

  /** Every process begins after the one before it. */
  private static Instant clock(int number) {
    return Instant.parse("2026-01-31T22:10:00Z").plus(Duration.ofHours(2L * number));
  }

  private void kill(KillProcess child, String point) throws Exception {
    child.letIn();
    child.tell(work);
    if (point.equals(RANDOM)) {
      child.listen(random.nextInt(2, 40));
      assertThat(child.kill(random.nextInt(0, 40))).isEqualTo(KillPoint.KILLED);
    } else {
      assertThat(child.death()).as("%s, which said %s", point, child.said()).isEqualTo(137);
    }
    kills++;
    said.addAll(child.said());
  }

  private void audit(int number) throws Exception {
    String point = points.get(number);
    if (!point.equals(RANDOM)) {
      List<String> ledger = home.ledger();
      assertThat(ledger.get(ledger.size() - 1))
          .isEqualTo("died " + point.substring(0, point.lastIndexOf(':')));
    }
    KillAudit audit = new KillAudit(home);
    audit.filesAreWhole();
    boolean settledByNext =
        number + 1 < points.size() && points.get(number + 1).startsWith("settle:");
    if (!settledByNext) {
      audit.settled("audit" + number, clock(number).plus(Duration.ofHours(1)), said);
    }
  }
}
