package io.healing.core.detect.host;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks what is outside of this program and may not come back: a name that is resolved, an endpoint,
 * a pool of connections. Each question is asked on a daemon thread of its own, one for a name at
 * most, and is not waited for longer than its limit, whatever it does.
 */
final class Outside {
  private static final Logger LOG = LoggerFactory.getLogger(Outside.class);
  private static final double NANOS_PER_MS = 1e6;

  private final LongSupplier nanos;
  private final String owner;
  private final Map<String, Attempt> underWay = new ConcurrentHashMap<>();

  /**
   * For questions of one kind.
   *
   * @param owner how their threads are called
   * @param nanos measures how long an answer takes
   */
  Outside(String owner, LongSupplier nanos) {
    this.owner = owner;
    this.nanos = nanos;
  }

  /** A question that can be broken off. */
  interface Question {
    /** Returns what is wrong; empty when nothing is. */
    String ask() throws Exception;

    /** Lets go of what it waits for, so that its thread ends; called from another thread. */
    default void breakOff() throws Exception {}
  }

  /**
   * What came of a question.
   *
   * @param ended whether it ended in time
   * @param wrong what is wrong; empty when nothing is
   * @param ms how long it took
   */
  record Answer(boolean ended, String wrong, double ms) {}

  /** Asks, unless an earlier question to the same is still open: then that is looked at again. */
  Answer ask(String name, long limit, Question question) {
    Attempt before = underWay.get(name);
    boolean open = before != null && !before.ended();
    Attempt attempt = open && before != null ? before : begin(name, question);
    boolean ended = attempt.ended(open ? 0 : limit);
    if (ended) {
      underWay.remove(name, attempt);
    } else {
      attempt.breakOff();
    }
    return new Answer(ended, attempt.wrong, attempt.ms);
  }

  private Attempt begin(String name, Question question) {
    Attempt attempt = new Attempt(question, nanos);
    underWay.put(name, attempt);
    Thread thread = new Thread(attempt, owner + "-" + name);
    thread.setDaemon(true);
    thread.start();
    return attempt;
  }

  private static final class Attempt implements Runnable {
    private final Question question;
    private final LongSupplier nanos;
    private final CountDownLatch done = new CountDownLatch(1);
    private final long began;
    private volatile double ms;
    private volatile String wrong = "did not answer";

    Attempt(Question question, LongSupplier nanos) {
      this.question = question;
      this.nanos = nanos;
      began = nanos.getAsLong();
    }

    @Override
    public void run() {
      try {
        wrong = question.ask();
      } catch (Throwable e) {
        wrong = "cannot be asked: " + e;
      } finally {
        ms = (nanos.getAsLong() - began) / NANOS_PER_MS;
        done.countDown();
      }
    }

    private boolean ended() {
      return done.getCount() == 0;
    }

    private boolean ended(long limit) {
      try {
        return done.await(limit, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    private void breakOff() {
      try {
        question.breakOff();
      } catch (Exception e) {
        LOG.debug("What was asked could not be broken off: {}", e.toString());
      }
    }
  }
}
