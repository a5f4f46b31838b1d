package io.healing.core.act;

import io.healing.api.ActionRequest;
import io.healing.api.HealingException;
import io.healing.api.Image;
import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import io.healing.api.act.Inspection;
import io.healing.api.act.PlanRequest;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** What the remediators of files read from a wish. */
final class FileTarget {
  /** The new content as text. */
  static final String CONTENT = "content";

  /** The new content as bytes in Base64, in place of {@link #CONTENT}. */
  static final String CONTENT_BASE64 = "content_base64";

  /** The hash of the content that was analysed, as {@link Image#hash} gives it. */
  static final String SEEN = "seen_hash";

  private FileTarget() {}

  /** The real path of the wish's target. */
  static Path path(PlanRequest request) {
    return new RealPath(request.baseDirectory()).of(request.wish().target().name());
  }

  /** The wish with its target's one true name, so that two names of a file are one target. */
  static ActionRequest canonical(PlanRequest request, Path real) {
    ActionRequest wish = request.wish();
    return ActionRequest.of(wish.type(), Target.file(real)).withParameters(wish.parameters());
  }

  static Image content(ActionRequest wish, boolean needed) {
    Optional<String> text = wish.parameter(CONTENT);
    Optional<String> bytes = wish.parameter(CONTENT_BASE64);
    if (text.isPresent() == bytes.isPresent() && (needed || text.isPresent())) {
      throw new HealingException(
          wish + " needs either \"" + CONTENT + "\" or \"" + CONTENT_BASE64 + "\"",
          "Give one of them as a parameter");
    }
    return bytes.map(coded -> decoded(wish, coded)).orElseGet(() -> Image.of(text.orElse("")));
  }

  private static Image decoded(ActionRequest wish, String coded) {
    try {
      return Image.of(Base64.getDecoder().decode(coded));
    } catch (IllegalArgumentException e) {
      throw new HealingException(
          "\"" + CONTENT_BASE64 + "\" of " + wish + " is not Base64: " + e.getMessage(), "");
    }
  }

  /** How the file stands against the plan. */
  static Inspection inspect(ActionPlan plan) {
    Path file = Path.of(plan.request().target().name());
    Image now = new AtomicFile(file, step -> {}).read();
    if (now.equals(plan.before())) {
      return Inspection.BEFORE;
    }
    return now.equals(plan.after()) ? Inspection.AFTER : Inspection.OTHER;
  }

  /** Puts the new content in place of the one that was planned for. */
  static void replace(ActionPlan plan, PlanRequest request) {
    file(plan, request).replace(plan.before(), plan.after());
  }

  /** Puts the old content back in place of the new. */
  static void putBack(ActionPlan plan, PlanRequest request) {
    file(plan, request).replace(plan.after(), plan.before());
  }

  /** The file of a plan, each step of its writing told. */
  static AtomicFile file(ActionPlan plan, PlanRequest request) {
    return new AtomicFile(Path.of(plan.request().target().name()), Asked.stepsOf(request));
  }
}
