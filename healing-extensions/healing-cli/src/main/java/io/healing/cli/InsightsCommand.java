package io.healing.cli;

import io.healing.api.decide.Ways;
import io.healing.api.learn.Insight;
import io.healing.api.learn.Insights;
import io.healing.api.learn.Rate;
import io.healing.api.store.HealingStore;
import io.healing.core.HealingAdmin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What was learned from what was done. */
@Command(name = "insights", description = "Tells what helped, what did not, and why.")
final class InsightsCommand extends CliCommand {
  private static final String NOTHING = "No action has an outcome yet.";

  private static final Listing<Insight> INSIGHT =
      new Listing<>(
          "",
          List.of(
              Column.hidden("name", Insight::name),
              Column.hidden("count", Insight::count),
              Column.hidden("of", Insight::of),
              Column.hidden("words", Insight::words)));

  @Option(names = "--json", description = "As JSON, for programs.")
  private boolean json;

  InsightsCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Insights insights;
    try (HealingStore store = session().reading();
        HealingAdmin admin = HealingAdmin.on(session().config(), store, Ways.commands())) {
      insights = admin.insights();
    }
    if (json) {
      terminal().json(value(insights));
    } else if (insights.actions() == 0) {
      terminal().say(NOTHING);
    } else {
      print(insights);
    }
    return ExitCode.DONE;
  }

  private static Listing<Rate> rates(String title) {
    return new Listing<>(
        NOTHING,
        List.of(
            Column.text(title, "name", Rate::name),
            Column.whole("HELPED", "verified", Rate::verified),
            Column.whole("OF", "tried", Rate::tried),
            Column.whole("SHARE", "share", rate -> figure(rate.share())),
            Column.whole("95 % CERTAIN", "", InsightsCommand::interval),
            Column.whole("SCORE", "mean_score", rate -> figure(rate.meanScore()))));
  }

  private static @Nullable String figure(@Nullable Double value) {
    return value == null ? null : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String interval(Rate rate) {
    return figure(rate.low()) + " to " + figure(rate.high());
  }

  private void print(Insights insights) {
    table("ACTION", insights.byAction());
    table("ERROR TYPE", insights.byErrorType());
    table("SEVERITY", insights.bySeverity());
    terminal().say("trend of the scores: " + insights.trend().word());
    if (!insights.patterns().isEmpty()) {
      terminal().say("patterns: " + insights.patterns());
    }
    lines("What repairs that helped have in common:", insights.successFactors());
    lines("Why repairs did not help:", insights.failureCauses());
    lines("Worth a look:", insights.opportunities());
  }

  private void table(String title, List<Rate> rates) {
    if (!rates.isEmpty()) {
      rates(title).print(terminal(), rates);
      terminal().say("");
    }
  }

  private void lines(String title, List<Insight> insights) {
    if (!insights.isEmpty()) {
      terminal().say("");
      terminal().say(title);
      insights.forEach(one -> terminal().say("  " + one.words()));
    }
  }

  private static Map<String, @Nullable Object> value(Insights insights) {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("at", insights.at());
    value.put("actions", insights.actions());
    value.put("by_action", values(insights.byAction()));
    value.put("by_error_type", values(insights.byErrorType()));
    value.put("by_severity", values(insights.bySeverity()));
    value.put("trend", insights.trend());
    value.put("patterns", insights.patterns());
    value.put("success_factors", INSIGHT.values(insights.successFactors()));
    value.put("failure_causes", INSIGHT.values(insights.failureCauses()));
    value.put("opportunities", INSIGHT.values(insights.opportunities()));
    return value;
  }

  private static List<Map<String, @Nullable Object>> values(List<Rate> rates) {
    return rates.stream().map(InsightsCommand::value).toList();
  }

  private static Map<String, @Nullable Object> value(Rate rate) {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("name", rate.name());
    value.put("verified", rate.verified());
    value.put("tried", rate.tried());
    value.put("share", rate.share());
    value.put("low", rate.low());
    value.put("high", rate.high());
    value.put("mean_score", rate.meanScore());
    return value;
  }
}
