package io.healing.core;

import io.healing.api.ActionType;
import io.healing.api.Image;
import io.healing.api.Subject;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.ActionStatus;
import io.healing.api.config.HealingConfig;
import io.healing.api.decide.BlockReason;
import io.healing.api.decide.DecisionRecord;
import io.healing.api.detect.Incident;
import io.healing.api.job.FileVersion;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.api.review.HealingSuggestion;
import io.healing.api.review.ReviewKind;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Page;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.learn.ShadowCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gathers what was seen since of the changes that Healing did not make by itself. Reads only. */
final class ShadowDesk {
  private static final int MOST = 1_000;
  private static final int DECISIONS = 200;
  private static final long LARGEST = 16 * 1024 * 1024;
  private static final String AUTO = "auto";

  private final HealingStore store;
  private final HealingConfig config;

  ShadowDesk(HealingStore store, HealingConfig config) {
    this.store = store;
    this.config = config;
  }

  /** The changes with a plan that were proposed since, the newest first. */
  List<ShadowCase> since(Instant from) {
    return store.suggestions().page(Page.newest(MOST)).stream()
        .filter(entry -> !entry.row().createdAt().isBefore(from))
        .flatMap(entry -> of(entry).stream())
        .toList();
  }

  /** What was done without a person does not count, and neither does what a person asked for. */
  private Optional<ShadowCase> of(SuggestionEntry entry) {
    ActionPlan plan = entry.detail().plan();
    HealingSuggestion row = entry.row();
    boolean done =
        row.status() == SuggestionStatus.APPLIED || row.status() == SuggestionStatus.FAILED;
    boolean bySelf = done && AUTO.equals(row.reviewedBy());
    return plan == null || bySelf || askedFor(entry)
        ? Optional.empty()
        : Optional.of(of(entry, plan));
  }

  /** Asked for by a person: it mends no incident, and no review of the calendar proposed it. */
  private boolean askedFor(SuggestionEntry entry) {
    return entry.detail().incidentId() == null
        && store
            .reviews()
            .find(entry.row().reviewId())
            .filter(review -> review.detail().kind() == ReviewKind.REACTIVE)
            .isPresent();
  }

  private ShadowCase of(SuggestionEntry entry, ActionPlan plan) {
    String incidentId = entry.detail().incidentId();
    Incident incident = incidentId == null ? null : store.incidents().find(incidentId).orElse(null);
    List<JobRun> runs = new Subject(entry.row().jobId()).isJob() ? runs(entry) : List.of();
    boolean again = plan.request().type().equals(ActionType.RESTART_JOB) && !runs.isEmpty();
    return new ShadowCase(
        entry,
        incident,
        blockedBy(entry),
        config.selfHealing().limits().settleTime(),
        made(entry, plan, incident),
        target(entry, plan),
        runs,
        again ? otherChange(entry, runs.get(0)) : "");
  }

  /** The newest reason; one that a setting lifts is told before one that passes by itself. */
  private @Nullable BlockReason blockedBy(SuggestionEntry entry) {
    String own = "s" + entry.row().id();
    Instant made = made(entry);
    List<BlockReason> reasons =
        store.decisions().of(new Subject(entry.row().jobId()), DECISIONS).stream()
            .filter(
                one -> one.topic().equals(own) || one.topic().equals(entry.detail().incidentId()))
            .filter(one -> made == null || !one.decidedAt().isAfter(made))
            .map(DecisionRecord::reason)
            .filter(Objects::nonNull)
            .filter(reason -> made == null || reason != BlockReason.REJECTED_BEFORE)
            .toList();
    return reasons.stream()
        .filter(reason -> reason != BlockReason.CLEAR && reason != BlockReason.BUSY)
        .findFirst()
        .orElse(reasons.isEmpty() ? null : reasons.get(0));
  }

  /** When a person had it made: what was decided since tells nothing of why Healing had not. */
  private @Nullable Instant made(SuggestionEntry entry) {
    Long action = entry.row().actionId();
    return action == null
        ? null
        : store.actions().find(action).map(found -> found.row().createdAt()).orElse(null);
  }

  private List<ShadowCase.Made> made(
      SuggestionEntry entry, ActionPlan plan, @Nullable Incident incident) {
    Page page = Page.newest(MOST).of(new Subject(entry.row().jobId()));
    return store.actions().page(page).stream()
        .filter(action -> same(action, entry, plan, incident))
        .filter(action -> action.row().status() != ActionStatus.FAILED)
        .sorted(Comparator.comparingLong(action -> action.row().id()))
        .map(ShadowDesk::made)
        .toList();
  }

  private static ShadowCase.Made made(ActionEntry action) {
    return new ShadowCase.Made(
        action.row().id(), action.detail().by(), action.detail().verification());
  }

  private static boolean same(
      ActionEntry action, SuggestionEntry entry, ActionPlan plan, @Nullable Incident incident) {
    if (action.row().suggestionId() == entry.row().id()) {
      return true;
    }
    Instant at = action.row().createdAt();
    boolean meanwhile =
        !at.isBefore(entry.row().createdAt())
            && incident != null
            && (incident.resolvedAt() == null || !at.isAfter(incident.resolvedAt()));
    boolean sameState =
        plan.after().present()
            && action.detail().target().equals(plan.request().target())
            && action.detail().afterHash().equals(plan.after().hash());
    return meanwhile && (sameState || action.detail().planHash().equals(plan.hash()));
  }

  private List<JobRun> runs(SuggestionEntry entry) {
    return store.runs().since(entry.row().jobId(), entry.row().createdAt(), MOST).stream()
        .filter(JobRun::ended)
        .filter(run -> run.outcome() == RunOutcome.SUCCESS || run.outcome().bad())
        .sorted(Comparator.comparing(JobRun::startedAt))
        .toList();
  }

  private String otherChange(SuggestionEntry entry, JobRun next) {
    Instant from = entry.row().createdAt();
    String job = entry.row().jobId();
    Stream<String> files =
        Belongings.of(config.job(job).definition(), config.baseDirectory()).stream()
            .filter(file -> changed(file).filter(at -> within(at, from, next)).isPresent())
            .map(Path::toString);
    Stream<String> actions =
        store.actions().page(Page.newest(MOST).of(new Subject(job))).stream()
            .filter(action -> action.row().status() == ActionStatus.SUCCESS)
            .filter(action -> within(action.row().createdAt(), from, next))
            .map(action -> "a" + action.row().id() + " (" + action.row().actionType() + ")");
    return Stream.concat(files, actions).findFirst().orElse("");
  }

  private static boolean within(Instant at, Instant from, JobRun next) {
    return at.isAfter(from) && !at.isAfter(next.startedAt());
  }

  private static Optional<Instant> changed(Path file) {
    try {
      return Optional.of(Files.getLastModifiedTime(file).toInstant());
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** How the target stands; only of files can that be told. */
  private ShadowCase.TargetState target(SuggestionEntry entry, ActionPlan plan) {
    Target target = plan.request().target();
    boolean content = plan.before().present() || plan.after().present();
    if (!target.scheme().equals("file") || !content) {
      return ShadowCase.TargetState.unknown();
    }
    try {
      return file(Path.of(target.name()), entry, plan);
    } catch (IOException | InvalidPathException unreadable) {
      return ShadowCase.TargetState.unknown();
    }
  }

  private ShadowCase.TargetState file(Path file, SuggestionEntry entry, ActionPlan plan)
      throws IOException {
    Instant proposed = entry.row().createdAt();
    String now = hash(file);
    if (now.equals(plan.after().hash())) {
      return after(changed(file).filter(proposed::isBefore).orElse(proposed));
    }
    Optional<FileVersion> seen =
        store.files().of(entry.row().jobId(), file.toString()).stream()
            .filter(version -> !version.seenAt().isBefore(proposed))
            .filter(version -> version.content().hash().equals(plan.after().hash()))
            .findFirst();
    if (seen.isPresent()) {
      return after(seen.get().seenAt());
    }
    boolean before = now.equals(plan.before().hash());
    return new ShadowCase.TargetState(
        before ? ShadowCase.Look.BEFORE : ShadowCase.Look.OTHER, null);
  }

  private static ShadowCase.TargetState after(Instant since) {
    return new ShadowCase.TargetState(ShadowCase.Look.AFTER, since);
  }

  private static String hash(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Image.absent().hash();
    }
    if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
      throw new IOException(file + " is no file of at most " + LARGEST + " bytes");
    }
    return Image.of(Files.readAllBytes(file)).hash();
  }
}
