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
   *     {@code lift/s3}, {@code apply/s3}, {@code rollback/a3}, {@code retry/i-1f2c}, {@code
   *     end/i-1f2c}, {@code review/JOB}, {@code pause} or {@code resume}
   * @param reason why; needed to reject and to pause
   * @param person who decided, needed to approve, reject, apply, roll back and pause; not heard
   *     where the application knows who is logged in
   */
  @WriteOperation
  public WebEndpointResponse<Object> decide(
      SecurityContext context,
      @Selector(match = Selector.Match.ALL_REMAINING) String[] path,
      @org.springframework.lang.Nullable @Nullable String reason,
      @org.springframework.lang.Nullable @Nullable String person) {
    return answered(
        CONFLICT, () -> done(new Said(List.of(path), reason), () -> person(context, person)));
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

    /** What follows the command; a job's id may have slashes. */
    String name(String needed) {
      String given = String.join("/", path.subList(1, path.size()));
      if (given.isBlank()) {
        throw Refusal.unclear(
            needed + " is needed, as in " + command() + "/ID", "The lists show the ids.");
      }
      return given;
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

  /** What was done, and what comes next. */
  private Map<String, Object> done(Said said, Supplier<String> person) {
    HealingAdmin admin = healing().admin();
    return switch (said.command()) {
      case "approve" -> next(said, approve(said, person.get()));
      case "apply" ->
          next(said, admin.apply(said.id('s', admin::suggestion), person.get()).words());
      case "rollback" -> {
        admin.rollback(said.id('a', admin::action), person.get());
        yield next(said, "It is taken back. The same is not proposed again until it is lifted.");
      }
      case "pause" -> {
        admin.pause(said.reason(), person.get());
        yield next(said, "Nothing is changed by itself until resume; it is watched on.");
      }
      case "resume" -> {
        admin.resume();
        yield next(said, "What was seen meanwhile is looked at again.");
      }
      default -> about(said, person);
    };
  }

  private Map<String, Object> about(Said said, Supplier<String> person) {
    HealingAdmin admin = healing().admin();
    return switch (said.command()) {
      case "reject" -> {
        admin.reject(said.id('s', admin::suggestion), person.get(), said.reason());
        yield next(said, "The same is not proposed again until it is more urgent or is lifted.");
      }
      case "lift" -> {
        admin.lift(said.id('s', admin::suggestion));
        yield next(said, "The same may be proposed again.");
      }
      case "retry" -> {
        admin.retry(incident(said));
        yield next(said, "It may be mended by itself again.");
      }
      case "end" -> {
        admin.end(incident(said));
        yield next(said, "The incident is over; what is found again is a new one.");
      }
      case "review" -> {
        review(said);
        yield next(said, "It is reviewed soon, whatever the calendar says.");
      }
      default ->
          throw Refusal.notThere(
              "There is no command \"" + said.command() + "\"",
              "There are approve, reject, lift, apply, rollback, retry, end, review, pause and"
                  + " resume.");
    };
  }

  private static Map<String, Object> next(Said said, String words) {
    return Map.of("done", said.command(), "next", words);
  }

  private String approve(Said said, String person) {
    HealingAdmin admin = healing().admin();
    String hash = said.hash();
    long id = said.id('s', admin::suggestion);
    admin.approve(id, hash, person);
    return "It is carried out within seconds by the program that runs the job, or waits for what"
        + " stands in the way; what would change differently by then is left and told. GET show/s"
        + id
        + " tells how it stands.";
  }

  private String incident(Said said) {
    String id = said.name("The id of an incident");
    return healing()
        .incident(id)
        .orElseThrow(() -> Refusal.notThere("There is no incident \"" + id + "\"", ""))
        .id();
  }

  private void review(Said said) {
    String job = said.name("The id of a job");
    try {
      healing().review(job, true);
    } catch (StoreException e) {
      throw e;
    } catch (HealingException e) {
      throw Refusal.notThere(e.getMessage(), "GET jobs lists them.");
    }
  }
}
