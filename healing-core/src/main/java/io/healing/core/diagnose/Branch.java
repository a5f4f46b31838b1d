package io.healing.core.diagnose;

import static io.healing.api.ActionType.ADJUST_TIMEOUT;
import static io.healing.api.ActionType.INCREASE_RESOURCES;
import static io.healing.api.ActionType.RESTART_SERVICE;
import static io.healing.api.ActionType.ROLLBACK_DEPLOYMENT;
import static io.healing.api.ActionType.SCALE_RESOURCES;

import io.healing.api.ActionType;
import io.healing.api.detect.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the questions led.
 *
 * @param cause what is wrong, one sentence without its stop
 * @param sure how sure that is, 0 to 1
 * @param because the answers that led here
 * @param steps what a person would do, in order, when it is sure
 * @param looks what a person would look at first, when it is not
 * @param wishes what a program could do, the first first
 */
record Branch(
    String cause,
    double sure,
    List<String> because,
    List<String> steps,
    List<String> looks,
    List<Wish> wishes) {
  private static final double MOST_CERTAIN = 0.9;
  private static final double CERTAIN = 0.8;
  private static final double LIKELY = 0.7;

  /**
   * An action that could be made.
   *
   * @param evidence the key of the evidence that names what it would change
   */
  record Wish(ActionType type, String evidence, Map<String, String> parameters) {}

  /**
   * Where the questions lead for a finding; empty where they lead no further than to its type of
   * error: a word in place of a cause would only look like one.
   */
  static Optional<Branch> of(Finding finding) {
    return switch (finding.type()) {
      case MEMORY_LEAK -> Optional.of(memory(finding));
      case CPU_SPIKE -> Optional.of(cpu(finding));
      case NETWORK_TIMEOUT -> Optional.of(network(finding));
      case DATABASE_CONNECTION -> Optional.of(database(finding));
      case API_FAILURE -> Optional.of(outside(finding));
      case DEPLOYMENT_FAILURE -> Optional.of(deployment(finding));
      case PERFORMANCE_DEGRADATION -> slow(finding);
      case CONFIGURATION_ERROR, DEPENDENCY_FAILURE, UNKNOWN -> Optional.empty();
    };
  }

  private static Branch memory(Finding finding) {
    boolean grows = finding.evidence().getOrDefault("trend", "").startsWith("rising");
    String cause = grows ? "Memory grows and is not given back" : "Memory is nearly used up";
    String why = grows ? "its use is rising look by look" : "its use is above what is allowed";
    return new Branch(
        cause,
        grows ? CERTAIN : LIKELY,
        List.of(typed(finding), why),
        List.of("give it more room", "start it anew", "see in a heap dump what fills it"),
        List.of("see in a heap dump what fills it", "look whether the use keeps rising"),
        List.of(
            new Wish(RESTART_SERVICE, "service", Map.of()),
            new Wish(INCREASE_RESOURCES, "target", factor("1.5"))));
  }

  private static Branch cpu(Finding finding) {
    boolean critical = finding.evidence().getOrDefault("level", "").equals("critical");
    return new Branch(
        critical ? "The processors are used up" : "The processors are busy",
        critical ? MOST_CERTAIN : CERTAIN,
        List.of(typed(finding), "its level is " + (critical ? "critical" : "a warning")),
        List.of("make more room", "see in a recording what computes"),
        List.of("see in a recording what computes"),
        List.of(new Wish(SCALE_RESOURCES, "target", factor(critical ? "2" : "1.3"))));
  }

  private static Optional<Branch> slow(Finding finding) {
    if (!finding.id().equals("queue.full") || !finding.evidence().containsKey("target")) {
      return Optional.empty();
    }
    boolean critical = finding.evidence().getOrDefault("level", "").equals("critical");
    return Optional.of(
        new Branch(
            "More comes in than is worked off",
            critical ? MOST_CERTAIN : CERTAIN,
            List.of(typed(finding), "its queue is " + (critical ? "full" : "filling")),
            List.of("let more threads work on it", "take less in", "let the queue grow"),
            List.of("let more threads work on it"),
            List.of(new Wish(SCALE_RESOURCES, "target", factor("2")))));
  }

  private static Branch network(Finding finding) {
    boolean refused = says(finding, "refused");
    return new Branch(
        refused ? "The other side does not accept connections" : "Answers come too late",
        refused ? MOST_CERTAIN : CERTAIN,
        List.of(typed(finding), refused ? "a connection was refused" : "nothing was refused"),
        List.of("see whether the other side runs", "wait longer for its answers"),
        List.of("see whether the other side runs"),
        List.of(
            refused
                ? new Wish(RESTART_SERVICE, "service", Map.of())
                : new Wish(ADJUST_TIMEOUT, "target", factor("2"))));
  }

  private static Branch database(Finding finding) {
    boolean refused = says(finding, "refused");
    boolean used = says(finding, "pool") && says(finding, "exhaust|used up|waiting(?!=0)|no free");
    boolean query = says(finding, "quer") && says(finding, "time");
    String cause =
        refused
            ? "The database does not accept connections"
            : used
                ? "The connection pool is used up"
                : query ? "Queries take too long" : "Connections to the database are short";
    String why =
        refused
            ? "a connection was refused"
            : used
                ? "its pool has none left"
                : query ? "a query ran into its time limit" : "nothing says that it refused any";
    return new Branch(
        cause,
        refused || used ? MOST_CERTAIN : query ? CERTAIN : LIKELY,
        List.of(typed(finding), why),
        List.of("see whether the database runs", "allow more connections", "look for slow queries"),
        List.of("see whether the database runs"),
        refused
            ? List.of(new Wish(RESTART_SERVICE, "service", Map.of()))
            : List.of(
                new Wish(INCREASE_RESOURCES, "target", factor("1.3")),
                new Wish(ADJUST_TIMEOUT, "target", factor("1.5"))));
  }

  private static Branch outside(Finding finding) {
    return new Branch(
        "A service that is called fails",
        LIKELY,
        List.of(typed(finding)),
        List.of("start the service anew"),
        List.of("look at the log of the service", "see whether its limits are reached"),
        List.of(new Wish(RESTART_SERVICE, "service", Map.of())));
  }

  private static Branch deployment(Finding finding) {
    return new Branch(
        "What was deployed last does not work",
        CERTAIN,
        List.of(typed(finding)),
        List.of("go back to the release before", "look at what the release changed"),
        List.of("look at what the release changed"),
        List.of(new Wish(ROLLBACK_DEPLOYMENT, "deployment", Map.of())));
  }

  private static String typed(Finding finding) {
    return "the type of error is " + finding.type().word();
  }

  private static Map<String, String> factor(String times) {
    return Map.of("factor", times);
  }

  private static boolean says(Finding finding, String words) {
    List<String> texts = new ArrayList<>(finding.evidence().values());
    texts.add(finding.message());
    Pattern pattern = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    return texts.stream().anyMatch(text -> pattern.matcher(text).find());
  }
}
