package io.healing.micrometer;

import io.healing.api.act.ActionStatus;
import io.healing.api.act.VerificationState;
import io.healing.api.detect.Incident;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.Healing;
import io.healing.core.HealingEvent;
import io.healing.core.HealingFigures;
import io.healing.core.HealingListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what happens and how things stand into the meters of all registries. */
final class Events implements HealingListener {
  private static final Logger LOG = LoggerFactory.getLogger(HealingMeters.class);

  private final Healing healing;
  private final HealingFigures figures;
  private final TagValues values;
  private final List<Book> books = new CopyOnWriteArrayList<>();
  private final Ledger ledger;
  private boolean failed;
  private volatile boolean closed;

  Events(Healing healing, TagValues values) {
    this.healing = healing;
    this.values = values;
    figures = healing.figures();
    ledger = new Ledger(figures, books);
  }

  synchronized void add(MeterRegistry registry) {
    books.add(Book.in(registry, values, figures));
    if (books.size() == 1) {
      ledger.begin();
    }
    look();
  }

  /**
   * Where nobody waits for what goes wrong, as a program that is starting: a fault is told once
   * until it is over.
   */
  synchronized void look() {
    try {
      refresh();
      failed = false;
    } catch (RuntimeException e) {
      if (!failed) {
        LOG.warn("The meters of Healing stay as they are, they are looked at again soon", e);
      }
      failed = true;
    }
  }

  synchronized void refresh() {
    if (!closed) {
      ledger.compare(healing::incident);
      books.forEach(book -> book.runs().now(figures.jobs()));
    }
  }

  @Override
  public synchronized void on(HealingEvent event) {
    if (closed) {
      return;
    }
    switch (event.step()) {
      case DETECTED -> incident(event).ifPresent(ledger::began);
      case ENDED -> incident(event).ifPresent(ledger::ended);
      case ACTED -> {
        made(event.reference());
        ledger.breakers();
      }
      case VERIFIED -> {
        action(event.reference(), this::verified);
        ledger.breakers();
      }
      case UNDONE -> action(event.reference(), this::undone);
      case DIAGNOSED, DECIDED -> {}
    }
  }

  private Optional<Incident> incident(HealingEvent event) {
    return healing.incident(event.reference());
  }

  private void action(String reference, Consumer<ActionEntry> then) {
    if (reference.matches("a[0-9]{1,18}")) {
      then.accept(healing.admin().action(Long.parseLong(reference.substring(1))));
    }
  }

  private void made(String reference) {
    action(reference, this::made);
    if (reference.matches("s[0-9]{1,18}")) {
      notMade(healing.admin().suggestion(Long.parseLong(reference.substring(1))));
    }
  }

  private void made(ActionEntry action) {
    boolean failed = action.row().status() == ActionStatus.FAILED;
    Long millis = action.row().executionDurationMs();
    Remediations.Change change = change(action);
    if (millis != null) {
      took(change, failed ? ActionStatus.FAILED : ActionStatus.SUCCESS, millis);
    }
    if (failed) {
      outcome(change, ActionStatus.FAILED.word());
    }
  }

  private void took(Remediations.Change change, ActionStatus how, long millis) {
    books.forEach(book -> book.remediations().took(change, how.word(), millis));
  }

  /** There is no row of an action that could not even be begun, or of which nobody can tell. */
  private void notMade(SuggestionEntry suggestion) {
    SuggestionStatus status = suggestion.row().status();
    if (status != SuggestionStatus.APPLIED) {
      boolean failed = status == SuggestionStatus.FAILED;
      Remediations.Change change =
          new Remediations.Change(suggestion.row().jobId(), type(suggestion), "none");
      outcome(change, failed ? ActionStatus.FAILED.word() : MeterName.UNSETTLED);
    }
  }

  private static String type(SuggestionEntry suggestion) {
    return suggestion.detail().plan() == null
        ? "none"
        : suggestion.detail().plan().request().type().word();
  }

  private void verified(ActionEntry action) {
    VerificationState state = action.detail().verification().state();
    outcome(change(action), state.word());
  }

  private void undone(ActionEntry action) {
    if (action.row().status() == ActionStatus.ROLLED_BACK) {
      outcome(change(action), ActionStatus.ROLLED_BACK.word());
    }
  }

  private void outcome(Remediations.Change change, String word) {
    books.forEach(book -> book.remediations().outcome(change, word));
  }

  private Remediations.Change change(ActionEntry action) {
    return new Remediations.Change(
        action.row().jobId(), action.row().actionType(), figures.remediator(action).orElse("none"));
  }

  synchronized void close() {
    closed = true;
    books.forEach(Book::close);
  }
}
