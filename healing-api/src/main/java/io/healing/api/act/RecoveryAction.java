package io.healing.api.act;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One action that is asked for by name, and how it stands. Immutable and thread-safe.
 *
 * @param id tells it from other actions
 * @param errorEventId the event because of which it is asked for, or null
 * @param diagnosisId the diagnosis that recommends it, or null
 * @param actionType its name, such as {@code restart_service}
 * @param description what it is for, one sentence
 * @param parameters what it is told. {@code target}, as in {@code pool:orders}, is what it changes,
 *     {@code subject} whom that concerns; {@code service_name} and {@code deployment_id} stand for
 *     the targets {@code service:…} and {@code deployment:…}
 * @param status how far it has come
 * @param createdAt when it was asked for first, or null before that
 * @param startedAt when the last try began, or null before the first
 * @param completedAt when it was over, or null before that
 * @param result one sentence on how it stands, empty before the first try
 * @param errorMessage why it failed or a person must look, or null
 * @param retryCount how often it was tried again
 * @param maxRetries how often it is tried again when it could not be done, 0 to 10
 */
public record RecoveryAction(
    String id,
    @Nullable String errorEventId,
    @Nullable String diagnosisId,
    String actionType,
    String description,
    Map<String, String> parameters,
    RecoveryStatus status,
    @Nullable Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    String result,
    @Nullable String errorMessage,
    int retryCount,
    int maxRetries) {
  private static final int TRIES = 3;
  private static final int MOST_TRIES = 10;

  /** Checks the number of tries and copies the parameters. */
  public RecoveryAction {
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(status, "status");
    if (maxRetries < 0 || maxRetries > MOST_TRIES) {
      throw new IllegalArgumentException("maxRetries is 0 to 10, but is " + maxRetries);
    }
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /** An action that is to be done, with an id of its own, and three more tries. */
  public static RecoveryAction of(String actionType, String description) {
    return new RecoveryAction(
        UUID.randomUUID().toString(),
        null,
        null,
        actionType,
        description,
        Map.of(),
        RecoveryStatus.PENDING,
        null,
        null,
        null,
        "",
        null,
        0,
        TRIES);
  }

  /** With one more thing that it is told. */
  public RecoveryAction with(String name, String value) {
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
    return wanted(errorEventId, diagnosisId, more, maxRetries);
  }

  /** With how often it is tried again. */
  public RecoveryAction withMaxRetries(int most) {
    return wanted(errorEventId, diagnosisId, parameters, most);
  }

  /** Because of this event and this diagnosis. */
  public RecoveryAction because(@Nullable String event, @Nullable String diagnosis) {
    return wanted(event, diagnosis, parameters, maxRetries);
  }

  private RecoveryAction wanted(
      @Nullable String event, @Nullable String diagnosis, Map<String, String> told, int most) {
    return new RecoveryAction(
        id,
        event,
        diagnosis,
        actionType,
        description,
        told,
        status,
        createdAt,
        startedAt,
        completedAt,
        result,
        errorMessage,
        retryCount,
        most);
  }

  /** Begun at this moment, for the first time or once more. */
  public RecoveryAction begun(Instant at) {
    boolean first = createdAt == null;
    return new RecoveryAction(
        id,
        errorEventId,
        diagnosisId,
        actionType,
        description,
        parameters,
        RecoveryStatus.PENDING,
        first ? at : createdAt,
        at,
        null,
        "",
        null,
        first ? 0 : retryCount + 1,
        maxRetries);
  }

  /** As it stands at this moment, with one sentence on it. */
  public RecoveryAction standing(RecoveryStatus now, String words, Instant at) {
    boolean over = now != RecoveryStatus.PENDING && now != RecoveryStatus.IN_PROGRESS;
    boolean wrong = over && now != RecoveryStatus.COMPLETED;
    return new RecoveryAction(
        id,
        errorEventId,
        diagnosisId,
        actionType,
        description,
        parameters,
        now,
        createdAt,
        startedAt,
        over ? at : null,
        words,
        wrong ? words : null,
        retryCount,
        maxRetries);
  }
}
