package io.healing.spring.boot;

import io.healing.api.HealingException;
import io.healing.api.detect.Incident;
import io.healing.api.store.StoreException;
import io.healing.core.Healing;
import io.healing.spring.HealingSnapshot;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.util.MimeTypeUtils;

/**
 * The actuator endpoint {@code healing}. {@code /} tells how Healing stands, {@code /jobs}, {@code
 * /incidents}, {@code /suggestions} and {@code /actions} list, {@code /show/s3} and {@code
 * /why/JOB} explain.
 */
@WebEndpoint(id = "healing")
public class HealingEndpoint {
  private static final int UNAVAILABLE = 503;
  private static final String REFUSED = "refused";
  private static final String V3 = "application/vnd.spring-boot.actuator.v3+json";
  private static final String V2 = "application/vnd.spring-boot.actuator.v2+json";
  private static final String TEXT = MimeTypeUtils.TEXT_PLAIN_VALUE;

  private final Healing healing;
  private final HealingSnapshot snapshot;

  HealingEndpoint(Healing healing, HealingSnapshot snapshot) {
    this.healing = healing;
    this.snapshot = snapshot;
  }

  /** How Healing stood a moment ago. */
  @ReadOperation
  public Map<String, Object> status() {
    return Told.status(snapshot.newest(), snapshot.fault());
  }

  /**
   * A list, or one thing explained; what is not there answers 404 with a sentence.
   *
   * @param as {@code text} for what is explained as plain text
   * @param form the same by the {@code Accept} header; null where that names another kind of JSON
   */
  @ReadOperation(produces = {V3, V2, MimeTypeUtils.APPLICATION_JSON_VALUE, TEXT})
  public WebEndpointResponse<Object> read(
      @Selector(match = Selector.Match.ALL_REMAINING) String[] path,
      @org.springframework.lang.Nullable @Nullable String as,
      @Nullable AnswerForm form) {
    String what = path[0];
    String of = String.join("/", Arrays.copyOfRange(path, 1, path.length));
    WebEndpointResponse<Object> answer =
        answered(WebEndpointResponse.STATUS_NOT_FOUND, () -> read(what, of));
    return "text".equals(as) || form == AnswerForm.TEXT ? inText(answer) : answer;
  }

  /** A list stays JSON, whatever was asked for. */
  private static WebEndpointResponse<Object> inText(WebEndpointResponse<Object> answer) {
    Object text =
        answer.getBody() instanceof Map<?, ?> said
            ? said.containsKey(REFUSED) ? said.get(REFUSED) : said.get("text")
            : null;
    return text == null
        ? new WebEndpointResponse<>(
            answer.getBody(), answer.getStatus(), MimeTypeUtils.APPLICATION_JSON)
        : new WebEndpointResponse<>(
            text + "\n", answer.getStatus(), AnswerForm.TEXT.getProducedMimeType());
  }

  private Object read(String what, String of) {
    return switch (what) {
      case "jobs" -> all(of, () -> Told.jobs(healing.figures().jobs()));
      case "incidents" -> incidents(of);
      case "suggestions" -> all(of, () -> Told.suggestions(healing.admin()));
      case "actions" -> all(of, () -> Told.actions(healing.admin().actions()));
      case "show" -> Told.text(healing.admin().show(of));
      case "why" -> Told.text(healing.admin().why(of));
      default ->
          throw new HealingException(
              "There is nothing called \"" + what + "\" here",
              "There are jobs, incidents, incidents/ID, suggestions, actions, show/ID and"
                  + " why/JOB.");
    };
  }

  private Object incidents(String id) {
    return id.isEmpty()
        ? healing.admin().incidents().stream().map(this::incident).toList()
        : incident(healing.admin().incident(id));
  }

  private Map<String, Object> incident(Incident one) {
    return Told.incident(one, healing.diagnosis(one.id()));
  }

  private static Object all(String id, Supplier<Object> list) {
    if (!id.isEmpty()) {
      throw new HealingException(
          "This list takes no id, but is asked for \"" + id + "\"", "Ask for show/ID or why/JOB.");
    }
    return list.get();
  }

  final Healing healing() {
    return healing;
  }

  /** A refusal is an answer too: this status with the sentence, unless it has its own. */
  static WebEndpointResponse<Object> answered(int refused, Supplier<Object> answer) {
    try {
      return new WebEndpointResponse<>(answer.get());
    } catch (Refusal e) {
      return refused(e.status(), e);
    } catch (StoreException e) {
      return refused(UNAVAILABLE, e);
    } catch (HealingException e) {
      return refused(refused, e);
    }
  }

  private static WebEndpointResponse<Object> refused(int status, HealingException why) {
    return new WebEndpointResponse<>(Map.of(REFUSED, why.getMessage()), status);
  }
}
