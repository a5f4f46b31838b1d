package io.healing.spring.boot;

import io.healing.api.HealingException;
import io.healing.api.store.StoreException;
import io.healing.core.Healing;
import io.healing.core.HealingAdmin;
import io.healing.spring.HealingSnapshot;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * The endpoint where more than reading is switched on. What is not understood answers 400, what is
 * not there 404, and what cannot be done as things stand 409, each with a sentence.
 */
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
   * @param person who decided, needed for all but resume; not heard where the application knows who
   *     is logged in
   */
  @WriteOperation
  public WebEndpointResponse<Object> decide(
      SecurityContext context,
      @Selector(match = Selector.Match.ALL_REMAINING) String[] path,
      @org.springframework.lang.Nullable @Nullable String reason,
      @org.springframework.lang.Nullable @Nullable String person) {
    return answered(
        CONFLICT,
        () -> Map.of("done", done(new Said(List.of(path), reason), () -> person(context, person))));
  }

  private record Said(List<String> path, @Nullable String why) {
    String command() {
      return path.get(0);
    }

    /** The number of an id, of something that is there. */
    long id(char kind, LongConsumer look) {
      String given = path.size() > 1 ? path.get(1) : "";
      if (!given.matches(kind + "[0-9]{1,18}")) {
        throw Refusal.unclear(
            "An id is needed, as in " + command() + "/" + kind + "3, but is \"" + given + "\"",
            "The lists show the ids.");
      }
      long number = Long.parseLong(given.substring(1));
      try {
        look.accept(number);
      } catch (StoreException e) {
        throw e;
      } catch (HealingException e) {
        throw Refusal.notThere(e.getMessage(), "");
      }
      return number;
    }

    String hash() {
      if (path.size() < 3) {
        throw Refusal.unclear(
            "The hash of the plan that was seen is needed, as in approve/s3/HASH",
            "The list of suggestions shows it as \"plan\".");
      }
      return path.get(2);
    }

    String reason() {
      if (why == null || why.isBlank()) {
        throw Refusal.unclear("A \"reason\" is needed", "Say why, for those who read it later.");
      }
      return why;
    }
  }

  private static String person(SecurityContext context, @Nullable String said) {
    Principal known = context.getPrincipal();
    String person = known == null ? said : known.getName();
    if (person == null || person.isBlank()) {
      throw Refusal.unclear(
          "\"person\" is needed: who decides this",
          "Give a name, as in {\"person\": \"Ann\"}, or let the application ask who it is.");
    }
    return person;
  }

  private String done(Said said, Supplier<String> person) {
    HealingAdmin admin = healing().admin();
    switch (said.command()) {
      case "approve" -> approve(said, person.get());
      case "reject" -> admin.reject(said.id('s', admin::suggestion), person.get(), said.reason());
      case "rollback" -> admin.rollback(said.id('a', admin::action), person.get());
      case "pause" -> admin.pause(said.reason(), person.get());
      case "resume" -> admin.resume();
      default ->
          throw Refusal.notThere(
              "There is no command \"" + said.command() + "\"",
              "There are approve, reject, rollback, pause and resume.");
    }
    return said.command();
  }

  private void approve(Said said, String person) {
    HealingAdmin admin = healing().admin();
    String hash = said.hash();
    admin.approve(said.id('s', admin::suggestion), hash, person);
  }
}
