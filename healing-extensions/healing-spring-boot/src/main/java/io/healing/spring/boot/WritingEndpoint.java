package io.healing.spring.boot;

import io.healing.api.HealingException;
import io.healing.core.Healing;
import io.healing.core.HealingAdmin;
import io.healing.spring.HealingSnapshot;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/** The endpoint where more than reading is switched on. */
@WebEndpoint(id = "healing")
public class WritingEndpoint extends HealingEndpoint {
  private static final int CONFLICT = 409;

  WritingEndpoint(Healing healing, HealingSnapshot snapshot) {
    super(healing, snapshot);
  }

  /**
   * Does what a person decided.
   *
   * @param path {@code approve/s3/HASH} with the hash of the plan that was seen, {@code reject/s3},
   *     {@code rollback/a3}, {@code pause} or {@code resume}
   * @param reason why; needed to reject and to pause
   * @param person who decided; not heard where the application knows who is logged in
   */
  @WriteOperation
  public WebEndpointResponse<Object> decide(
      SecurityContext context,
      @Selector(match = Selector.Match.ALL_REMAINING) String[] path,
      @org.springframework.lang.Nullable @Nullable String reason,
      @org.springframework.lang.Nullable @Nullable String person) {
    return answered(
        CONFLICT,
        () -> Map.of("done", done(new Said(List.of(path), reason), person(context, person))));
  }

  private record Said(List<String> path, @Nullable String why) {
    String command() {
      return path.get(0);
    }

    long number(char kind) {
      String given = path.size() > 1 ? path.get(1) : "";
      if (!given.matches(kind + "[0-9]{1,18}")) {
        throw new HealingException(
            "An id is needed, as in " + command() + "/" + kind + "3, but is \"" + given + "\"",
            "The lists show the ids.");
      }
      return Long.parseLong(given.substring(1));
    }

    String hash() {
      if (path.size() < 3) {
        throw new HealingException(
            "The hash of the plan that was seen is needed, as in approve/s3/HASH",
            "The list of suggestions shows it as \"plan\".");
      }
      return path.get(2);
    }

    String reason() {
      if (why == null || why.isBlank()) {
        throw new HealingException(
            "A \"reason\" is needed", "Say why, for those who read it later.");
      }
      return why;
    }
  }

  private static String person(SecurityContext context, @Nullable String said) {
    Principal known = context.getPrincipal();
    String person = known == null ? said : known.getName();
    if (person == null || person.isBlank()) {
      throw new HealingException("\"person\" is needed: who decides this", "");
    }
    return person;
  }

  private String done(Said said, String person) {
    HealingAdmin admin = healing().admin();
    switch (said.command()) {
      case "approve" -> admin.approve(said.number('s'), said.hash(), person);
      case "reject" -> admin.reject(said.number('s'), person, said.reason());
      case "rollback" -> admin.rollback(said.number('a'), person);
      case "pause" -> admin.pause(said.reason(), person);
      case "resume" -> admin.resume();
      default ->
          throw new HealingException(
              "There is no command \"" + said.command() + "\"",
              "There are approve, reject, rollback, pause and resume.");
    }
    return said.command();
  }
}
