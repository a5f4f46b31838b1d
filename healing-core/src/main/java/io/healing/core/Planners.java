package io.healing.core;

import io.healing.api.ActionRequest;
import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.act.Remediator;
import io.healing.api.decide.BlockReason;
import io.healing.api.diagnose.Proposal;
import io.healing.api.store.StoreException;
import io.healing.core.act.Refused;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets the remediators plan what one pass of analysis proposes. One that fails stops no other. Made
 * and asked for the outcome on the loop's thread; the plans are made in the checks lane.
 */
final class Planners {
  private final Rooms rooms;
  private final Set<String> rested;
  private final Set<String> well = new HashSet<>();
  private final Map<String, Throwable> faults = new LinkedHashMap<>();
  private volatile String current = "";

  Planners(Rooms rooms) {
    this.rooms = rooms;
    rested =
        rooms.plugins().of(Remediator.class).stream()
            .map(Remediator::id)
            .filter(id -> !rooms.guard().ready(id, rooms.now()))
            .collect(Collectors.toSet());
  }

  Planned plan(Proposal proposal, Subject subject) {
    Optional<ActionRequest> wish = proposal.request();
    if (wish.isEmpty()) {
      return new Planned(proposal, null, BlockReason.ADVICE_ONLY, "");
    }
    String doer = rooms.acting().doer(wish.get()).orElse("");
    if (rested.contains(doer)) {
      String words = doer + " is rested after failures in a row";
      return new Planned(proposal, null, BlockReason.NO_REMEDIATOR, words);
    }
    current = doer;
    Planned planned = planned(proposal, wish.get(), subject);
    current = "";
    return planned;
  }

  private Planned planned(Proposal proposal, ActionRequest wish, Subject subject) {
    try {
      var plan = rooms.acting().plan(rooms.situations().of(subject), wish);
      well.add(current);
      return new Planned(proposal, plan, null, "");
    } catch (Refused e) {
      return new Planned(proposal, null, e.reason(), e.getMessage());
    } catch (StoreException e) {
      throw e;
    } catch (HealingException e) {
      return new Planned(proposal, null, BlockReason.WORLD_MOVED_ON, e.getMessage());
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      faults.put(current, e);
      String words = current + " could not plan it: " + e;
      return new Planned(proposal, null, BlockReason.NO_REMEDIATOR, words);
    }
  }

  /** Who is planning right now, so that it is known who does not come back. */
  Optional<String> current() {
    return Optional.of(current).filter(id -> !id.isEmpty());
  }

  /** Those that planned and did not fail. */
  Set<String> well() {
    Set<String> all = new HashSet<>(well);
    all.removeAll(faults.keySet());
    return all;
  }

  /** Those that failed, with their last fault. */
  Map<String, Throwable> faults() {
    return faults;
  }
}
