package io.healing.core;

import io.healing.api.Options;
import io.healing.api.Subject;
import io.healing.api.detect.Incident;
import io.healing.api.detect.Observation;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.job.JobSnapshot;
import io.healing.api.review.HealingReview;
import io.healing.api.review.ReviewKind;
import io.healing.api.review.ReviewMaterial;
import io.healing.api.store.ReviewDetail;
import io.healing.api.store.ReviewEntry;
import io.healing.core.diagnose.Diagnosing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A pass of analysis over one subject: material is read, every analyzer asked, the answers drawn
 * together and what is proposed planned. One at a time in a database.
 */
final class Analysing {
  private static final long NONE = -1;

  private final Rooms rooms;
  private final Watching watching;
  private final MaterialDesk desk;
  private final Masking masking;
  private final Surroundings surroundings;
  private final Concluding concluding;
  private volatile @Nullable Examination underWay;
  private long review = NONE;

  /**
   * What a pass brought.
   *
   * @param review the review's row as it began
   * @param material what was read
   * @param conclusion what follows
   * @param planned what is proposed, the best first
   * @param failed the analyzers that did not answer, with the reason in words, redacted
   */
  record Analysed(
      HealingReview review,
      ReviewMaterial material,
      Diagnosing.Conclusion conclusion,
      List<Planned> planned,
      Map<String, String> failed) {}

  private record Ends(Consumer<Analysed> then, Runnable otherwise) {}

  /** A pass under way; touched on the loop's thread only, but for the conclusion when all is in. */
  private static final class Pass {
    private final HealingReview review;
    private final Ends ends;
    private final List<Analysis> given = new ArrayList<>();
    private final Map<String, String> failed = new LinkedHashMap<>();
    private final Planners planners;
    private Inquiry inquiry;
    private int open;

    Pass(HealingReview review, Inquiry inquiry, Planners planners, Ends ends) {
      this.review = review;
      this.planners = planners;
      this.inquiry = inquiry;
      this.ends = ends;
    }
  }

  Analysing(Rooms rooms, Watching watching) {
    this.rooms = rooms;
    masking = new Masking(rooms.redactor());
    surroundings = new Surroundings(rooms);
    concluding = new Concluding(rooms, surroundings);
    this.watching = watching;
    desk = new MaterialDesk(rooms);
  }

  /** What it is told by. */
  Watching watching() {
    return watching;
  }

  /** Whether no review runs, neither here nor in another living process on this database. */
  boolean free() {
    return underWay == null
        && rooms.store().reviews().running().stream()
            .map(review -> review.detail().instance())
            .noneMatch(id -> id != rooms.instance().id() && rooms.store().instances().alive(id));
  }

  /** Whether a review that runs by its row is not under way: its owner is dead, or is not at it. */
  boolean abandoned(ReviewEntry running) {
    long owner = running.detail().instance();
    return owner == rooms.instance().id()
        ? running.row().id() != review
        : !rooms.store().instances().alive(owner);
  }

  /** Whether a review of this subject that no incident asked for is under way here right now. */
  boolean reviews(Subject subject) {
    Examination now = underWay;
    return now != null && now.incident() == null && now.subject().equals(subject);
  }

  /**
   * Begins a pass; {@code then} gets what it brought on the loop's thread, or {@code failed}.
   *
   * @return false when another process has begun one meanwhile; nothing happens then
   */
  boolean begin(Examination examination, Consumer<Analysed> then, Runnable failed) {
    Inquiry inquiry = inquiry(examination, rooms.now());
    Ends ends = new Ends(then, failed);
    Optional<HealingReview> begun =
        rooms
            .store()
            .transaction(() -> free() ? Optional.of(started(examination)) : Optional.empty());
    if (begun.isEmpty()) {
      return false;
    }
    Pass pass = new Pass(begun.get(), inquiry, new Planners(rooms), ends);
    underWay = examination;
    review = pass.review.id();
    call(
        pass,
        "what is read about " + examination.subject(),
        () -> desk.read(pass.inquiry),
        material -> ask(pass, material));
    return true;
  }

  /** One call in the checks lane; when it fails the pass has failed. */
  private <T> void call(Pass pass, String what, Callable<T> work, Consumer<T> then) {
    rooms
        .lanes()
        .checks()
        .<T>submit(
            what,
            rooms.config().selfHealing().limits().analysisTimeout(),
            work,
            outcome -> outcome.handle(then, fault -> failed(pass, fault)));
  }

  /** Asks every analyzer by itself, so that one that does not come back stops no other. */
  private void ask(Pass pass, ReviewMaterial material) {
    pass.inquiry = pass.inquiry.with(material);
    boolean own = OwnReviews.SELF.equals(pass.inquiry.subject());
    List<Analyzer> all = own ? List.of() : rooms.plugins().of(Analyzer.class);
    pass.open = all.size();
    if (own) {
      concluding(pass);
    }
    for (Analyzer analyzer : all) {
      if (rooms.guard().ready(analyzer.id(), rooms.now())) {
        ask(pass, analyzer);
      } else {
        pass.failed.put(analyzer.id(), "is rested after failures in a row");
        answered(pass);
      }
    }
  }

  private void ask(Pass pass, Analyzer analyzer) {
    String id = analyzer.id();
    Inquiry its = pass.inquiry.with(rooms.plugins().options(id));
    rooms
        .lanes()
        .checks()
        .<Analysis>submit(
            id,
            rooms.config().selfHealing().limits().analysisTimeout(),
            () -> masking.apply(Outcome.present(analyzer.analyze(its))),
            outcome ->
                outcome.handle(
                    answer -> answered(pass, id, answer), fault -> silent(pass, id, fault)));
  }

  private void answered(Pass pass, String id, Analysis answer) {
    pass.given.add(answer);
    well(id);
    answered(pass);
  }

  private void silent(Pass pass, String id, Throwable fault) {
    pass.failed.put(id, rooms.redactor().apply(String.valueOf(fault)));
    blame(id, fault);
    answered(pass);
  }

  private void answered(Pass pass) {
    pass.open--;
    if (pass.open == 0) {
      concluding(pass);
    }
  }

  private void concluding(Pass pass) {
    String what = "the conclusion on " + pass.inquiry.subject();
    call(pass, what, () -> conclude(pass), analysed -> ended(pass, analysed));
  }

  private HealingReview started(Examination examination) {
    Incident incident = examination.incident();
    ReviewKind kind = incident == null ? ReviewKind.PROACTIVE : ReviewKind.REACTIVE;
    String id = incident == null ? null : incident.id();
    HealingReview row = rooms.reviewing().started(examination.subject());
    long stored =
        rooms.store().reviews().add(row, new ReviewDetail(kind, rooms.instance().id(), id));
    return rooms.store().reviews().find(stored).orElseThrow().row();
  }

  private Inquiry inquiry(Examination examination, Instant now) {
    Subject subject = examination.subject();
    String id = subject.name();
    JobSnapshot job = subject.isJob() ? rooms.jobs().snapshot(id, now).orElse(null) : null;
    Collection<JobSnapshot> others =
        rooms.jobs().snapshots(now).stream().filter(o -> !o.subject().equals(subject)).toList();
    return new Inquiry(
        now,
        Options.of(List.of(), Map.of()),
        examination,
        job,
        ReviewMaterial.none(),
        others,
        file -> rooms.store().files().of(id, file.toString()),
        watching.agreement(id, now),
        rooms.config().baseDirectory(),
        surroundings.changesBefore(examination.incident()),
        () -> new Neighbours(rooms).of(examination));
  }

  private Analysed conclude(Pass pass) {
    Diagnosing.Conclusion conclusion = concluding.of(pass.inquiry, pass.given);
    List<Planned> planned = concluding.planned(conclusion, pass.inquiry, pass.planners);
    return new Analysed(pass.review, pass.inquiry.material(), conclusion, planned, pass.failed);
  }

  private void over() {
    underWay = null;
    review = NONE;
  }

  private void ended(Pass pass, Analysed analysed) {
    over();
    pass.planners.well().forEach(this::well);
    pass.planners.faults().forEach(this::blame);
    pass.ends.then.accept(analysed);
  }

  private void blame(String plugin, Throwable fault) {
    watching.take(PluginGuard.MONITOR, rooms.guard().failed(plugin, fault, rooms.now()));
  }

  private void well(String plugin) {
    Observation well = rooms.guard().worked(plugin);
    if (well != null) {
      watching.take(PluginGuard.MONITOR, well);
    }
  }

  private void failed(Pass pass, Throwable cause) {
    over();
    try {
      pass.planners.current().ifPresent(planner -> blame(planner, cause));
      String why = rooms.redactor().apply(String.valueOf(cause));
      rooms.store().reviews().update(rooms.reviewing().failed(pass.review, why));
    } finally {
      pass.ends.otherwise.run();
    }
  }
}
