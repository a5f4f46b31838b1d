package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.act.ActionPlan;
import io.healing.api.detect.Incident;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.JobSnapshot;
import io.healing.api.learn.Effectiveness;
import io.healing.api.review.HealingReview;
import io.healing.api.review.ReviewKind;
import io.healing.api.review.ReviewMaterial;
import io.healing.api.store.ReviewDetail;
import io.healing.core.act.Refused;
import io.healing.core.diagnose.Diagnosing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A pass of analysis over one subject: material is read, every analyzer asked, the answers drawn
 * together and what is proposed planned. One at a time in a database.
 */
final class Analysing {
  private final Rooms rooms;
  private final Watching watching;
  private final MaterialDesk desk;
  private boolean busy;

  /**
   * What a pass brought.
   *
   * @param review the review's row as it began
   * @param material what was read
   * @param conclusion what follows
   * @param planned what is proposed, the best first
   * @param failed the analyzers that failed, with their failure
   */
  record Analysed(
      HealingReview review,
      ReviewMaterial material,
      Diagnosing.Conclusion conclusion,
      List<Planned> planned,
      Map<String, Throwable> failed) {}

  private record Answers(List<Analysis> given, Map<String, Throwable> failed) {}

  Analysing(Rooms rooms, Watching watching) {
    this.rooms = rooms;
    this.watching = watching;
    desk = new MaterialDesk(rooms);
  }

  /** Whether no review runs, neither here nor in another living process on this database. */
  boolean free() {
    return !busy
        && rooms.store().reviews().running().stream()
            .noneMatch(review -> rooms.store().instances().alive(review.detail().instance()));
  }

  /** Begins a pass; {@code then} gets what it brought on the loop's thread, or {@code failed}. */
  void begin(Examination examination, Consumer<Analysed> then, Runnable failed) {
    busy = true;
    Instant now = rooms.now();
    HealingReview review = started(examination);
    Inquiry inquiry = inquiry(examination, now);
    Duration limit = rooms.config().selfHealing().limits().analysisTimeout();
    rooms
        .lanes()
        .checks()
        .<Analysed>submit(
            "the analysis of " + examination.subject(),
            limit,
            () -> analyse(review, inquiry),
            outcome ->
                outcome.handle(
                    analysed -> ended(analysed, then), fault -> failed(review, fault, failed)));
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
        io.healing.api.Options.of(List.of(), Map.of()),
        examination,
        job,
        ReviewMaterial.none(),
        others,
        file -> rooms.store().files().of(id, file.toString()),
        watching.agreement(id, now));
  }

  private Analysed analyse(HealingReview review, Inquiry bare) {
    ReviewMaterial material = desk.read(bare);
    Inquiry inquiry = bare.with(material);
    Answers answers = new Answers(new ArrayList<>(), new LinkedHashMap<>());
    rooms.plugins().of(Analyzer.class).stream()
        .filter(analyzer -> rooms.guard().ready(analyzer.id(), inquiry.now()))
        .forEach(analyzer -> ask(analyzer, inquiry, answers));
    Diagnosing.Conclusion conclusion = conclude(inquiry, answers.given());
    List<Planned> planned = conclusion.ranked().stream().map(p -> plan(p, inquiry)).toList();
    return new Analysed(review, material, conclusion, planned, answers.failed());
  }

  private void ask(Analyzer analyzer, Inquiry inquiry, Answers answers) {
    try {
      Inquiry its = inquiry.with(rooms.plugins().options(analyzer.id()));
      answers.given().add(analyzer.analyze(its));
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      answers.failed().put(analyzer.id(), e);
    }
  }

  private Diagnosing.Conclusion conclude(Inquiry inquiry, List<Analysis> answers) {
    Incident incident = inquiry.examination().incident();
    String finding = incident == null ? "review" : incident.findingId();
    List<Incident> others =
        rooms.store().incidents().active().stream()
            .filter(other -> incident == null || !other.id().equals(incident.id()))
            .toList();
    List<Effectiveness> measured = rooms.store().actions().effectiveness();
    return rooms
        .diagnosing()
        .conclude(answers, others, incident, p -> learned(measured, finding, p));
  }

  private double learned(List<Effectiveness> measured, String finding, Proposal proposal) {
    return proposal
        .request()
        .map(wish -> rooms.learning().expected(measured, finding, wish.type().word()))
        .orElse(1.0);
  }

  private Planned plan(Proposal proposal, Inquiry inquiry) {
    if (proposal.request().isEmpty()) {
      return new Planned(proposal, null, io.healing.api.decide.BlockReason.ADVICE_ONLY, "");
    }
    try {
      ActionPlan plan =
          rooms.acting().plan(rooms.situations().of(inquiry.subject()), proposal.request().get());
      return new Planned(proposal, plan, null, "");
    } catch (Refused e) {
      return new Planned(proposal, null, e.reason(), e.getMessage());
    } catch (io.healing.api.HealingException e) {
      return new Planned(
          proposal, null, io.healing.api.decide.BlockReason.WORLD_MOVED_ON, e.getMessage());
    }
  }

  private void ended(Analysed analysed, Consumer<Analysed> then) {
    busy = false;
    analysed
        .failed()
        .forEach(
            (id, cause) ->
                watching.take(PluginGuard.MONITOR, rooms.guard().failed(id, cause, rooms.now())));
    then.accept(analysed);
  }

  private void failed(HealingReview review, Throwable cause, Runnable then) {
    busy = false;
    rooms.store().reviews().update(rooms.reviewing().failed(review, String.valueOf(cause)));
    then.run();
  }
}
