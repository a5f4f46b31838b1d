package io.healing.core.notify;

import io.healing.api.detect.Finding;
import java.util.List;

/**
 * What became of a message.
 *
 * @param atOnce what is to be handed to {@link Notifying#send} now: it is for the log
 * @param faults what is wrong with its channels; the same finding on the same subject for every job
 *     and every message, so that it makes one incident
 */
public record Taken(List<Letter> atOnce, List<Finding> faults) {
  /** Copies the lists. */
  public Taken {
    atOnce = List.copyOf(atOnce);
    faults = List.copyOf(faults);
  }
}
