package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.job.JobRun;
import io.healing.api.job.RunHandle;
import io.healing.api.job.RunResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTailTest {
  private final HeldTime time = new HeldTime("2026-03-01T10:00:00Z");
  private final Jobs jobs = time.jobs(64);
  private final Logger logger = Logger.getAnonymousLogger();
  private final java.util.logging.Handler handler = jobs.logHandler();

  LogTailTest() {
    logger.setUseParentHandlers(false);
    logger.setLevel(Level.ALL);
    logger.addHandler(handler);
  }

  @AfterEach
  void takeTheHandlerAway() {
    logger.removeHandler(handler);
  }

  private static JobRun only(Jobs jobs) {
    List<JobRun> ended = jobs.drain(java.time.Instant.EPOCH).ended();
    assertThat(ended).hasSize(1);
    return ended.get(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1020, 1022, 1023, 1024, 5000})
  void theNewestWholeLinesThatFitAreKept(int length) {
    RunHandle run = jobs.observer().started("job");
    jobs.observer().logged(run, "old");
    jobs.observer().logged(run, "n".repeat(length));
    jobs.observer().finished(run, RunResult.success());

    // a line that alone is too long is cut to what fits with its line end
    assertThat(only(jobs).logTail()).isEqualTo("n".repeat(Math.min(length, 1023)) + "\n");
  }

  @Test
  void bytesAreCountedNotCharacters() {
    RunHandle run = jobs.observer().started("job");
    for (int i = 0; i < 100; i++) {
      jobs.observer().logged(run, i + " äöü € 🙂 " + "ß".repeat(20));
    }
    jobs.observer().finished(run, RunResult.success());

    String tail = only(jobs).logTail();
    assertThat(tail.getBytes(StandardCharsets.UTF_8).length).isBetween(1024 - 70, 1024);
    assertThat(tail.lines()).last().asString().startsWith("99 ");
    assertThat(tail.lines()).allMatch(line -> line.endsWith("ßßß"));
  }

  @Test
  void aPlainCutAgreesOnARandomLot() {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      List<String> lines = new ArrayList<>();
      for (int i = random.nextInt(60); i > 0; i--) {
        lines.add(
            random.nextInt(3) == 0
                ? "€".repeat(random.nextInt(30))
                : "a".repeat(random.nextInt(50)));
      }
      LogTail tail =
          new LogTail(new LogTail.Limits(300, new AtomicLong(), new Texts(text -> text)));
      lines.forEach(tail::add);
      assertThat(LogTail.newest(tail.take(), 300)).isEqualTo(plain(lines));
    }
  }

  private static String plain(List<String> lines) {
    String kept = "";
    for (int i = lines.size() - 1; i >= 0; i--) {
      String more = lines.get(i) + "\n" + kept;
      if (more.getBytes(StandardCharsets.UTF_8).length > 300) {
        break;
      }
      kept = more;
    }
    return kept;
  }

  @Test
  void withoutRoomForLogNothingIsKept() {
    Jobs silent =
        new Jobs(
            new Jobs.Settings(
                time, time::nanos, 1, 16, 0, 1_000_000, text -> text, System.getLogger("test")));
    RunHandle run = silent.observer().started("job");
    silent.observer().logged(run, "line");
    silent.observer().finished(run, RunResult.success());

    assertThat(only(silent).logTail()).isEmpty();
  }

  @Test
  void whenTooMuchIsHeldEachRunKeepsOnlyALittle() {
    AtomicLong held = new AtomicLong(LogTail.Limits.TIGHT);
    LogTail tail = new LogTail(new LogTail.Limits(65_536, held, new Texts(text -> text)));
    for (int i = 0; i < 100; i++) {
      tail.add("x".repeat(99));
    }
    assertThat(tail.read()).hasSize(10);
    tail.take();
    assertThat(held).hasValue(LogTail.Limits.TIGHT);
  }

  @Test
  void linesAreRedactedTogetherWhenTheRunIsWritten() {
    List<String> asked = new ArrayList<>();
    UnaryOperator<String> redactor =
        text -> {
          asked.add(Thread.currentThread().getName());
          return text.replace("begin\nsecret\nend", "[key]");
        };
    Jobs redacting = time.jobs(16, redactor);
    RunHandle run = redacting.observer().started("job");
    for (String line : List.of("a", "begin", "secret", "end", "b")) {
      redacting.observer().logged(run, line);
    }
    redacting.observer().finished(run, RunResult.success());
    assertThat(asked).isEmpty();

    assertThat(only(redacting).logTail()).isEqualTo("a\n[key]\nb\n");
  }

  @Test
  void aRunThatGoesOnShowsItsLogSoFarAndKeepsIt() {
    RunHandle run = jobs.observer().started("job");
    jobs.observer().logged(run, "one");
    assertThat(jobs.drain(time.instant()).started().get(0).logTail()).isEqualTo("one\n");
    jobs.observer().logged(run, "two");
    jobs.observer().finished(run, RunResult.success());
    jobs.observer().logged(run, "after the end");

    assertThat(only(jobs).logTail()).isEqualTo("one\ntwo\n");
  }

  @Test
  void recordsAreTiedToTheRunByThread() throws InterruptedException {
    logger.info("nobody");
    jobs.observe(
        "outer",
        () -> {
          logger.log(Level.INFO, "in {0}", "outer");
          jobs.observe("inner", () -> logger.warning("in inner"));
          time.pass(java.time.Duration.ofMillis(1));
          logger.log(Level.SEVERE, "again", new IllegalStateException("x"));
        });
    logger.info("nobody again");
    Thread other = new Thread(() -> logger.info("another thread"));
    other.start();
    other.join();

    List<JobRun> ended = jobs.drain(time.instant()).ended();
    assertThat(ended.get(0).logTail()).isEqualTo("WARNING null: in inner\n");
    assertThat(ended.get(1).logTail())
        .isEqualTo("INFO null: in outer\nSEVERE null: again\njava.lang.IllegalStateException: x\n");
  }

  @Test
  void aRunThatAnotherThreadEndedGetsNothingMore() throws InterruptedException {
    RunHandle run = jobs.observer().started("job");
    Thread other = new Thread(() -> jobs.observer().finished(run, RunResult.success()));
    other.start();
    other.join();
    logger.info("late");
    jobs.observe("next", () -> logger.info("mine"));

    List<JobRun> ended = jobs.drain(time.instant()).ended();
    assertThat(ended).extracting(JobRun::logTail).containsExactly("", "INFO null: mine\n");
  }

  @Test
  void runsNestedTooDeepAreRecordedAndTheLogGoesToTheDeepestTied() {
    nest(Seats.DEPTH + 3);

    List<JobRun> ended = jobs.drain(time.instant()).ended();
    assertThat(ended).hasSize(Seats.DEPTH + 4);
    assertThat(ended).filteredOn(run -> !run.logTail().isEmpty()).hasSize(1);
  }

  private void nest(int more) {
    jobs.observe(
        "job-" + more,
        () -> {
          if (more == 0) {
            logger.info("deep");
          } else {
            nest(more - 1);
          }
        });
  }

  @Test
  void aParameterThatLogsWhileItIsWrittenDoesNotRecurse() {
    Object chatty =
        new Object() {
          @Override
          public String toString() {
            logger.info("from inside");
            return "chatty";
          }
        };
    jobs.observe("job", () -> logger.log(Level.INFO, "{0}", chatty));

    assertThat(only(jobs).logTail()).isEqualTo("INFO null: chatty\n");
  }

  @Test
  void aParameterThatThrowsDoesNotReachTheJob() {
    Object bad =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no text");
          }
        };
    Integer answer =
        jobs.observe(
            "job",
            () -> {
              logger.log(Level.INFO, "{0}", bad);
              logger.info("next");
              return 1;
            });

    assertThat(answer).isEqualTo(1);
    assertThat(only(jobs).logTail()).endsWith("INFO null: next\n");
  }

  @Test
  void theLevelOfTheHandlerCounts() {
    handler.setLevel(Level.WARNING);
    jobs.observe(
        "job",
        () -> {
          logger.info("low");
          logger.warning("high");
        });

    assertThat(only(jobs).logTail()).isEqualTo("WARNING null: high\n");
    handler.publish(new LogRecord(Level.SEVERE, null));
    handler.publish(null);
  }
}
