package io.healing.api.config;

import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.act.ProcedureSpec;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Healing as a whole: {@code self_healing} at the root of the file.
 *
 * @param enabled whether anything runs at all; default true
 * @param logLevel Healing's own messages below it are not handed to the host's logging; default
 *     info
 * @param databaseUrl {@code jdbc:sqlite:} and the file that is the store, or null, the default, for
 *     {@code store.path}; the environment variable {@code SELF_HEALING_DATABASE_URL} wins over it
 * @param metricsRetentionDays how long samples are kept, in days, 1 to 3,650; default 30
 * @param errorDetection how the built-in monitors look
 * @param recovery how changes are made
 * @param learning what is learned
 * @param limits what keeps it bounded
 * @param maintenance when nothing is changed automatically; default never
 * @param remediation what may be done without a person for subjects that are no job, such as {@code
 *     @host}; other than for a job {@code enabled} is false by default. Parts of the environment
 *     have their own rule: only the doctor changes them
 * @param host what around the jobs can be changed, and how
 * @param recoveryProcedures procedures beside the built-in ones; one of the same name takes the
 *     place of a built-in one. Default none
 */
public record RootConfig(
    boolean enabled,
    LogLevel logLevel,
    @Nullable String databaseUrl,
    @Min(1) @Max(3_650) int metricsRetentionDays,
    @Valid ErrorDetectionConfig errorDetection,
    @Valid RecoveryConfig recovery,
    @Valid LearningConfig learning,
    @Valid LimitsConfig limits,
    List<@Valid MaintenanceWindow> maintenance,
    @Valid HealingRemediationConfig remediation,
    @Valid HostConfig host,
    List<@Valid ProcedureSpec> recoveryProcedures) {

  /** How a {@code database_url} begins; the file follows. */
  public static final String DATABASE_URL = "jdbc:sqlite:";

  /** Copies the windows. */
  public RootConfig {
    maintenance = List.copyOf(maintenance);
    recoveryProcedures = List.copyOf(recoveryProcedures);
  }

  /** On, with every default. */
  public static RootConfig defaults() {
    return new RootConfig(
        true,
        LogLevel.INFO,
        null,
        30,
        ErrorDetectionConfig.defaults(),
        RecoveryConfig.defaults(),
        LearningConfig.defaults(),
        LimitsConfig.defaults(),
        List.of(),
        HealingRemediationConfig.defaults().withEnabled(false),
        HostConfig.defaults(),
        List.of());
  }

  /** Switched on or off. */
  public RootConfig withEnabled(boolean on) {
    return with(copy -> copy.enabled = on);
  }

  /** With other bounds. */
  public RootConfig withLimits(LimitsConfig bounds) {
    return with(copy -> copy.limits = bounds);
  }

  /** With another way of making changes. */
  public RootConfig withRecovery(RecoveryConfig changes) {
    return with(copy -> copy.recovery = changes);
  }

  /** With another way of looking. */
  public RootConfig withErrorDetection(ErrorDetectionConfig looks) {
    return with(copy -> copy.errorDetection = looks);
  }

  /** With another way of learning. */
  public RootConfig withLearning(LearningConfig learned) {
    return with(copy -> copy.learning = learned);
  }

  /** With another least level of Healing's own messages. */
  public RootConfig withLogLevel(LogLevel least) {
    return with(copy -> copy.logLevel = least);
  }

  /** With another store, or null for {@code store.path}. */
  public RootConfig withDatabaseUrl(@Nullable String url) {
    return with(copy -> copy.databaseUrl = url);
  }

  /** With other windows. */
  public RootConfig withMaintenance(List<MaintenanceWindow> windows) {
    return with(copy -> copy.maintenance = windows);
  }

  /** With other permissions for subjects that are no job. */
  public RootConfig withRemediation(HealingRemediationConfig permitted) {
    return with(copy -> copy.remediation = permitted);
  }

  /** With other things around the jobs that can be changed. */
  public RootConfig withHost(HostConfig declared) {
    return with(copy -> copy.host = declared);
  }

  /** With other procedures beside the built-in ones. */
  public RootConfig withRecoveryProcedures(List<ProcedureSpec> procedures) {
    return with(copy -> copy.recoveryProcedures = procedures);
  }

  private RootConfig with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.done();
  }

  /** All parts, open for a change. */
  private static final class Copy {
    private boolean enabled;
    private LogLevel logLevel;
    private @Nullable String databaseUrl;
    private final int metricsRetentionDays;
    private ErrorDetectionConfig errorDetection;
    private RecoveryConfig recovery;
    private LearningConfig learning;
    private LimitsConfig limits;
    private List<MaintenanceWindow> maintenance;
    private HealingRemediationConfig remediation;
    private HostConfig host;
    private List<ProcedureSpec> recoveryProcedures;

    Copy(RootConfig from) {
      enabled = from.enabled;
      logLevel = from.logLevel;
      databaseUrl = from.databaseUrl;
      metricsRetentionDays = from.metricsRetentionDays;
      errorDetection = from.errorDetection;
      recovery = from.recovery;
      learning = from.learning;
      limits = from.limits;
      maintenance = from.maintenance;
      remediation = from.remediation;
      host = from.host;
      recoveryProcedures = from.recoveryProcedures;
    }

    RootConfig done() {
      return new RootConfig(
          enabled,
          logLevel,
          databaseUrl,
          metricsRetentionDays,
          errorDetection,
          recovery,
          learning,
          limits,
          maintenance,
          remediation,
          host,
          recoveryProcedures);
    }
  }
}
