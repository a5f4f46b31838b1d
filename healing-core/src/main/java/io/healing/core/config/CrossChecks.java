package io.healing.core.config;

import io.healing.api.Nearest;
import io.healing.api.act.HealingRemediationConfig;
import io.healing.api.act.ProcedureSpec;
import io.healing.api.config.EscalationRung;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.LimitsConfig;
import io.healing.api.config.MaintenanceWindow;
import io.healing.api.config.RootConfig;
import io.healing.api.config.StoreConfig;
import io.healing.api.job.SlaConfig;
import io.healing.api.notify.DeliveryConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the constraints on one component cannot say. The time spans of the limits are longer than 0
 * and at most 365 days; only the settle time may be 0, which judges a change at the next look, and
 * the window of messages, which joins none. Used by one thread.
 */
final class CrossChecks {
  private static final Set<String> ACTIONS =
      Set.of(
          "edit_script",
          "edit_prompt",
          "edit_config",
          "run_command",
          "restart_job",
          "restart_service",
          "scale_resources",
          "rollback_deployment",
          "increase_resources",
          "adjust_timeout",
          "enable_monitoring",
          "health_check",
          "create_directory",
          "create_file",
          "create_database",
          "create_table",
          "add_column",
          "create_index",
          "pause_job",
          "resume_job",
          "reset_trigger",
          "update_row",
          "requeue_job",
          "edit_openclaw_cron");

  private static final String DATABASE_URL = "self_healing.database_url";

  private final HealingConfig config;
  private final List<Checks.Problem> found = new ArrayList<>();

  CrossChecks(HealingConfig config) {
    this.config = config;
  }

  List<Checks.Problem> problems() {
    limits(config.selfHealing().limits());
    database(config.selfHealing().databaseUrl());
    List<MaintenanceWindow> windows = config.selfHealing().maintenance();
    for (int i = 0; i < windows.size(); i++) {
      window("self_healing.maintenance[" + i + "]", windows.get(i));
    }
    List<EscalationRung> rungs = config.selfHealing().recovery().escalation();
    for (int i = 0; i < rungs.size(); i++) {
      span("self_healing.recovery.escalation[" + i + "].after", rungs.get(i).after());
    }
    if (config.selfHealing().learning().learningRate() == 0) {
      add(
          "self_healing.learning.learning_rate",
          "0.0 must be above 0: no outcome would ever count. To measure nothing, set"
              + " effectiveness_tracking: false");
    }
    delivery(config.delivery());
    List<ProcedureSpec> procedures = config.selfHealing().recoveryProcedures();
    found.addAll(
        new ProcedureChecks("self_healing.recovery_procedures", procedures, ACTIONS).problems());
    actions("self_healing", config.selfHealing().remediation());
    found.addAll(new HostChecks(config.selfHealing().host()).problems());
    config.jobs().forEach(this::job);
    found.addAll(new Declaration(config.environment()).problems());
    return found;
  }

  /** What is allowed and yet may not be meant. */
  static List<Checks.Problem> doubts(HealingConfig config) {
    List<Checks.Problem> doubts = new ArrayList<>();
    Duration look = config.selfHealing().limits().checkTimeout();
    if (look.compareTo(LimitsConfig.LONGEST_LOOK) <= 0) {
      doubts.add(
          new Checks.Problem(
              "self_healing.limits.check_timeout",
              Durations.text(look)
                  + " is not above "
                  + Durations.text(LimitsConfig.LONGEST_LOOK)
                  + ", which the built-in monitors may wait for endpoints that answer late: their"
                  + " looks will be given up"));
    }
    config
        .jobs()
        .forEach(
            (id, job) -> {
              SlaConfig sla = job.sla();
              if (sla != null && sla.enabled() && sla.alertThreshold() > sla.successRate()) {
                doubts.add(
                    new Checks.Problem(
                        "jobs." + id + ".sla.alert_threshold",
                        sla.alertThreshold()
                            + " is above the success_rate "
                            + sla.successRate()
                            + ", so a healthy job can be told as a breach"));
              }
            });
    return doubts;
  }

  private void database(@Nullable String url) {
    if (url == null) {
      return;
    }
    String form = "Write " + RootConfig.DATABASE_URL + "FILE";
    boolean ours = url.startsWith(RootConfig.DATABASE_URL);
    String file = ours ? url.substring(RootConfig.DATABASE_URL.length()) : "";
    if (!ours) {
      add(DATABASE_URL, Faults.quote(url) + " is no database that Healing can use. " + form);
    } else if (file.isBlank() || file.startsWith(":") || file.contains("?")) {
      add(
          DATABASE_URL,
          Faults.quote(url) + " names no file: the store is a file, without parameters. " + form);
    } else if (!config.store().path().equals(StoreConfig.defaults().path())) {
      add(DATABASE_URL, "is given, and store.path, too. Remove one of the two");
    }
  }

  private void limits(LimitsConfig limits) {
    spans(limits).forEach((name, span) -> span("self_healing.limits." + name, span));
    if (limits.coolDown().compareTo(limits.coolDownMax()) > 0) {
      add(
          "self_healing.limits.cool_down",
          Durations.text(limits.coolDown())
              + " must be at most cool_down_max, which is "
              + Durations.text(limits.coolDownMax())
              + ". Lower it, or raise that");
    }
  }

  private static Map<String, Duration> spans(LimitsConfig limits) {
    Map<String, Duration> spans = new LinkedHashMap<>();
    spans.put("settle_time", limits.settleTime());
    spans.put("check_timeout", limits.checkTimeout());
    spans.put("analysis_timeout", limits.analysisTimeout());
    spans.put("command_timeout", limits.commandTimeout());
    spans.put("plugin_rest", limits.pluginRest());
    spans.put("cool_down", limits.coolDown());
    spans.put("cool_down_max", limits.coolDownMax());
    spans.put("breaker_half_open", limits.breakerHalfOpen());
    spans.put("storm_window", limits.stormWindow());
    spans.put("pending_expiry", limits.pendingExpiry());
    spans.put("approved_expiry", limits.approvedExpiry());
    spans.put("unscheduled_deadline", limits.unscheduledDeadline());
    return spans;
  }

  private void delivery(DeliveryConfig delivery) {
    span("delivery.group_window", delivery.groupWindow());
    span("delivery.reminder_after", delivery.reminderAfter());
    span("delivery.first_retry", delivery.firstRetry());
    span("delivery.expiry", delivery.expiry());
    span("delivery.timeout", delivery.timeout());
  }

  private void span(String path, Duration span) {
    boolean mayBeZero = path.endsWith(".settle_time") || path.endsWith(".group_window");
    if (span.isNegative() || (span.isZero() && !mayBeZero)) {
      add(
          path,
          Durations.text(span) + " must be " + (mayBeZero ? "0s or longer" : "longer than 0s"));
    } else if (span.compareTo(Durations.LONGEST) > 0) {
      add(path, Durations.text(span) + " must be at most 365d");
    }
  }

  private void window(String path, MaintenanceWindow window) {
    zone(path + ".zone", window.zone());
    if (window.from().equals(window.to())) {
      add(path + ".to", "\"" + window.to() + "\" is also the beginning. Write a later time");
    }
  }

  private void zone(String path, @Nullable String name) {
    if (name != null && !name.isBlank() && CronKeys.zone(name).isEmpty()) {
      add(path, CronKeys.unknownZone(name));
    }
  }

  private void job(String id, JobConfig job) {
    String path = "jobs." + id;
    if (!job.definition().id().equals(id)) {
      add(path, "is the configuration of another job, \"" + job.definition().id() + "\"");
    }
    zone(path + ".self_healing.review_schedule.zone", job.selfHealing().reviewSchedule().zone());
    actions(path + ".self_healing", job.selfHealing().remediation());
  }

  private void actions(String path, HealingRemediationConfig remediation) {
    List<String> actions = remediation.allowedActions();
    for (int i = 0; i < actions.size(); i++) {
      action(path + ".remediation.allowed_actions[" + i + "]", actions.get(i));
    }
  }

  /** A word with a dot is a plug-in's; one without is ours, so it must be one of ours. */
  private void action(String path, String word) {
    if (word.matches("[a-z][a-z0-9_]*") && !ACTIONS.contains(word)) {
      add(path, noAction(word, ACTIONS));
    }
  }

  /** That a word is none of our actions, and maybe which was meant. */
  static String noAction(String word, Set<String> known) {
    String maybe = Nearest.maybe(word, known);
    String mend = maybe.isEmpty() ? " A plug-in's has a dot, as vendor.word" : maybe;
    return Faults.quote(word) + " is no action." + mend;
  }

  private void add(String path, String message) {
    found.add(new Checks.Problem(path, message));
  }
}
