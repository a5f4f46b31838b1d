package io.healing.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.job.JobRun;
import io.healing.api.job.RunError;
import io.healing.api.job.RunResult;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorTextsTest {
  private final HeldTime time = new HeldTime("2026-03-01T10:00:00Z");

  private RunError told(Throwable thrown) {
    return told(thrown, UnaryOperator.identity());
  }

  private RunError told(Throwable thrown, UnaryOperator<String> redactor) {
    Jobs jobs = time.jobs(16, redactor);
    jobs.observer().finished(jobs.observer().started("job"), RunResult.failure(thrown));
    JobRun run = jobs.drain(time.instant()).ended().get(0);
    assertThat(jobs.snapshot("job", time.instant()).orElseThrow().consecutiveFailures()).isOne();
    RunError error = run.error();
    assertThat(error).isNotNull();
    return error;
  }

  @Test
  void typeMessageAndStackWithCausesAreKept() {
    RunError error =
        told(new IllegalStateException("outer", new java.io.IOException("inner cause")));

    assertThat(error.type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.message()).isEqualTo("outer");
    assertThat(error.stack())
        .startsWith("at io.healing.core.job.ErrorTextsTest.typeMessageAndStackWithCausesAreKept(")
        .contains("Caused by: java.io.IOException: inner cause\nat io.healing");
  }

  @Test
  void anExceptionThatThrowsWhenItIsAskedIsToldAllTheSame() {
    RunError error = told(new Hostile());

    assertThat(error.type()).isEqualTo(Hostile.class.getName());
    assertThat(error.message()).contains("could not be read", "UnsupportedOperationException");
    assertThat(error.stack()).isEmpty();
  }

  private static final class Hostile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new UnsupportedOperationException("no message");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new StackOverflowError();
    }

    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException("no cause");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("no text");
    }
  }

  @Test
  void aCircleOfCausesEnds() {
    Exception one = new Exception("one");
    Exception two = new Exception("two", one);
    one.initCause(two);

    assertThat(told(one).stack().lines().filter(line -> line.startsWith("Caused by"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {4_095, 4_096, 4_097, 5_000_000})
  void aMessageIsBounded(int length) {
    assertThat(told(new Exception("x".repeat(length))).message().length())
        .isBetween(Math.min(length, 4_096) - 1, 4_096);
  }

  @Test
  void aDeepStackLeavesRoomForItsCause() {
    Exception deep = new Exception("deep", new Exception("the cause"));
    StackTraceElement[] frames = new StackTraceElement[3_000];
    Arrays.fill(frames, new StackTraceElement("a.B", "c", "B.java", 1));
    deep.setStackTrace(frames);

    RunError error = told(deep);

    assertThat(error.stack())
        .contains("... 2900 more", "Caused by: java.lang.Exception: the cause");
    assertThat(error.stack().length()).isLessThanOrEqualTo(16_384);
  }

  @Test
  void aLongStackIsBounded() {
    Exception long_ = new Exception("long");
    StackTraceElement[] frames = new StackTraceElement[100];
    Arrays.fill(frames, new StackTraceElement("a.B".repeat(100), "c", "B.java", 1));
    long_.setStackTrace(frames);

    assertThat(told(long_).stack()).hasSize(16_384);
  }

  @Test
  void messageAndStackAreRedactedBeforeTheyAreCut() {
    String secret = "token=abcdef123456";
    Exception thrown =
        new Exception("x ".repeat(2_044) + secret, new Exception("cause with " + secret));
    UnaryOperator<String> redactor = text -> text.replace(secret, "***");

    RunError error = told(thrown, redactor);

    assertThat(error.message()).doesNotContain("token").endsWith("x ***");
    assertThat(error.stack()).doesNotContain("token").contains("cause with ***");
  }

  @Test
  void aSecretOnTheFarEdgeOfAHugeMessageDoesNotSlipThroughInHalf() {
    String secret = "token=abcdef123456";
    String text = "y ".repeat(4_090) + secret + " z".repeat(9_000);

    RunError error =
        told(new Exception(text), given -> given.replace("y ", "").replace(secret, "***"));

    assertThat(error.message()).doesNotContain("token=");
  }

  @Test
  void aRedactorThatThrowsCostsTheTextAndNeverTheSecret() {
    RunError error =
        told(
            new Exception("secret"),
            text -> {
              throw new IllegalStateException("broken redactor");
            });

    assertThat(error.message()).isEqualTo("[left out: it could not be redacted]");
    assertThat(error.stack()).doesNotContain("secret");
  }

  private static Exception thrownAt(int place, String message) {
    StackTraceElement[] frames = new StackTraceElement[5];
    Arrays.fill(frames, new StackTraceElement("a.B", "c" + place, "B.java", place));
    Exception thrown = new Exception(message, new Exception("caused by " + message));
    thrown.setStackTrace(frames);
    thrown.getCause().setStackTrace(frames);
    return thrown;
  }

  @Test
  void theSameFramesAreMaskedOnceWhateverTheMessagesAndOnlySoManyAreKept() {
    AtomicInteger masked = new AtomicInteger();
    ErrorTexts errors =
        new ErrorTexts(
            new Texts(
                text -> {
                  masked.addAndGet(text.startsWith("at ") ? 1 : 0);
                  return text.replace("hunter2", "***");
                }));
    for (int i = 0; i < 1_000; i++) {
      RunError error = errors.of(thrownAt(1, "hunter2 " + i));
      assertThat(error.stack())
          .startsWith("at a.B.c1(B.java:1)\n")
          .contains("Caused by: java.lang.Exception: caused by *** " + i + "\nat a.B.c1");
    }
    assertThat(masked).as("the frames of 1,000 exceptions").hasValue(1);

    for (int place = 2; place <= MaskedFrames.KEPT + 1; place++) {
      errors.of(thrownAt(place, "x"));
    }
    errors.of(thrownAt(MaskedFrames.KEPT + 1, "x"));
    assertThat(masked).hasValue(MaskedFrames.KEPT + 1);
    errors.of(thrownAt(1, "x"));
    assertThat(masked).as("the first was forgotten").hasValue(MaskedFrames.KEPT + 2);
  }
}
