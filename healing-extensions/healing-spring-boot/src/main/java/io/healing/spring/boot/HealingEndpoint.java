package io.healing.spring.boot;

import io.healing.api.HealingException;
import io.healing.api.store.StoreException;
import io.healing.core.Healing;
import io.healing.spring.HealingSnapshot;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * The actuator endpoint {@code healing}. {@code /} tells how Healing stands, {@code /incidents},
 * {@code /suggestions} and {@code /actions} list, {@code /show/s3} and {@code /why/JOB} explain.
 */
@WebEndpoint(id = "healing")
public class HealingEndpoint {
  private static final int UNAVAILABLE = 503;

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

  /** A list, or one thing explained; what is not there answers 404 with a sentence. */
  @ReadOperation
  public WebEndpointResponse<Object> read(
      @Selector(match = Selector.Match.ALL_REMAINING) String... path) {
    String what = path[0];
    String of = String.join("/", Arrays.copyOfRange(path, 1, path.length));
    return answered(WebEndpointResponse.STATUS_NOT_FOUND, () -> read(what, of));
  }

  private Object read(String what, String of) {
    return switch (what) {
      case "incidents" -> Told.incidents(healing.admin().incidents());
      case "suggestions" -> Told.suggestions(healing.admin());
      case "actions" -> Told.actions(healing.admin().actions());
      case "show" -> Told.text(healing.admin().show(of));
      case "why" -> Told.text(healing.admin().why(of));
      default ->
          throw new HealingException(
              "There is nothing called \"" + what + "\" here",
              "There are incidents, suggestions, actions, show/ID and why/JOB.");
    };
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
    return new WebEndpointResponse<>(Map.of("refused", why.getMessage()), status);
  }
}
