package io.healing.core.diagnose;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.PluginOption;
import io.healing.api.Target;
import io.healing.api.diagnose.Analysis;
import io.healing.api.diagnose.AnalysisRequest;
import io.healing.api.diagnose.Hypothesis;
import io.healing.api.diagnose.Proposal;
import io.healing.api.job.JobSnapshot;
import io.healing.api.review.SuggestionCategory;
import io.healing.api.review.SuggestionSeverity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something outside did not answer, refused or asked to slow down: run the job again later. Each
 * further failure in a row makes it a little less likely that waiting helps, and the wait longer.
 *
 * <p>It is 0.85 sure after the first failure and 0.02 less after each further one, at least 0.35:
 * an outage often outlasts a failure or two, and attempts, breaker and cool-down bound what is
 * tried. So with the default {@code confidence_threshold} of 0.8 all three of the default attempts
 * may take place, and from the fourth failure in a row on a person is asked.
 */
final class OutsideFailureAnalyzer extends Reactive {
  private static final String FIRST_DELAY = "first_delay";
  private static final double FIRST = 0.85;
  private static final double LESS_EACH_TIME = 0.02;
  private static final double LEAST = 0.35;
  private static final int[] DELAYS_S = {30, 60, 120, 300, 600};
  private static final int[] RATE_LIMIT_DELAYS_S = {60, 120, 300, 600, 1800};
  private static final int LONGEST_S = 3600;

  private static final Pattern RETRY_AFTER =
      Pattern.compile("retry[- ]after[\"':= ]{1,5}([0-9]{1,6})", Pattern.CASE_INSENSITIVE);

  private record Kind(String statement, boolean rateLimit, Pattern pattern) {
    static Kind of(String statement, boolean rateLimit, String regex) {
      return new Kind(statement, rateLimit, Pattern.compile(regex, Pattern.CASE_INSENSITIVE));
    }
  }

  private static final List<Kind> KINDS =
      List.of(
          Kind.of(
              "A service outside asked to slow down",
              true,
              status("429")
                  + "|rate.?limit|too.?many.?requests|quota.?exceeded|throttl|slow.?down"),
          Kind.of(
              "A service outside refused or reset the connection",
              false,
              "connection (?:was )?(?:refused|reset|aborted)|connection closed by (?:peer|remote)|\\bECONN(?:REFUSED|RESET|ABORTED)\\b|\\bEPIPE\\b|broken pipe|ConnectException: .{0,200}refused"),
          Kind.of(
              "A service outside did not answer in time",
              false,
              "(?:connect(?:ion)?|read|socket|request|gateway|network|operation|query|response)[ _-]?(?:has |was )?tim(?:ed|e)[ _-]?out|SocketTimeoutException|HttpTimeoutException|HttpConnectTimeoutException|\\bE(?:SOCKET)?TIMEDOUT\\b|TimeoutError|"
                  + status("504")),
          Kind.of(
              "The name of a service outside could not be found",
              false,
              "UnknownHostException|unknown host|could not resolve host|Name or service not known|name resolution|\\bENOTFOUND\\b|\\bEAI_AGAIN\\b|nodename nor servname"),
          Kind.of(
              "A service outside is not available for a while",
              false,
              status("50[23]")
                  + "|service.?(?:is )?(?:temporarily )?unavailable|bad gateway|temporarily unavailable|NoRouteToHost|network is unreachable|no route to host"));

  /** A bare number says nothing; beside one of these words it is an answer of a server. */
  private static String status(String code) {
    return "(?:HTTP/[0-9](?:\\.[0-9])?|HTTP|status|code|error|response)[^0-9\\n]{0,20}"
        + code
        + "(?![0-9])";
  }

  OutsideFailureAnalyzer() {
    super("outside_failure");
  }

  @Override
  public List<PluginOption> options() {
    return List.of(
        PluginOption.duration(
            FIRST_DELAY, Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofHours(1)));
  }

  @Override
  Analysis cause(AnalysisRequest request, Symptoms symptoms) {
    for (Kind kind : KINDS) {
      Optional<Symptoms.Hit> hit = symptoms.find(kind.pattern);
      if (hit.isPresent()) {
        Analysis cause = told(request, kind, hit.get().line());
        return symptoms.failed().isPresent()
            ? withRunAgain(cause, request, kind, hit.get().line())
            : cause;
      }
    }
    return Analysis.none();
  }

  private static Analysis told(AnalysisRequest request, Kind kind, Symptoms.Line line) {
    double sure = sure(failures(request)) * line.weight();
    return Analysis.none().withHypothesis(Hypothesis.of(kind.statement, sure, line.evidence()));
  }

  /** Only a run that failed is made up for. */
  private static Analysis withRunAgain(
      Analysis cause, AnalysisRequest request, Kind kind, Symptoms.Line line) {
    int failures = failures(request);
    double sure = sure(failures) * line.weight();
    return cause.withProposal(runAgain(request, delay(kind, request, line), sure));
  }

  private static int failures(AnalysisRequest request) {
    return Math.max(1, request.job().map(JobSnapshot::consecutiveFailures).orElse(1));
  }

  private static double sure(int failures) {
    return Math.max(LEAST, FIRST - LESS_EACH_TIME * (failures - 1));
  }

  private static int delay(Kind kind, AnalysisRequest request, Symptoms.Line line) {
    Matcher asked = RETRY_AFTER.matcher(line.text());
    if (asked.find()) {
      return Math.min(LONGEST_S, Integer.parseInt(asked.group(1)));
    }
    int[] delays = kind.rateLimit ? RATE_LIMIT_DELAYS_S : DELAYS_S;
    int usual = delays[Math.min(failures(request), delays.length) - 1];
    long scaled = usual * request.options().duration(FIRST_DELAY).toSeconds() / DELAYS_S[0];
    return (int) Math.max(1, Math.min(LONGEST_S, scaled));
  }

  private static Proposal runAgain(AnalysisRequest request, int delay, double sure) {
    String job = request.subject().name();
    return Proposal.of(
            "Run " + job + " again after " + delay + " s",
            "What the job needs from outside failed; such failures often pass.",
            SuggestionCategory.RELIABILITY)
        .withSeverity(SuggestionSeverity.LOW)
        .withConfidence(sure)
        .withRequest(
            ActionRequest.of(ActionType.RESTART_JOB, Target.job(job))
                .withParameters(Map.of("how", "run", "delay_s", Integer.toString(delay))))
        .withExpectedImpact("The run that failed is made up for.");
  }
}
