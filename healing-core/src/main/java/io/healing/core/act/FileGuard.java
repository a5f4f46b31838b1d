package io.healing.core.act;

import io.healing.api.Target;
import io.healing.api.act.ActionPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Stands before every write to a file or directory, whoever wishes it. Says no with the reason. */
final class FileGuard {
  private final Path base;
  private final RealPath paths;
  private final ForbiddenPlaces forbidden;
  private final List<UserPattern> patterns;
  private final Ownership ownership;

  FileGuard(Path base, ForbiddenPlaces forbidden, List<String> userPatterns) {
    this.base = base;
    this.paths = new RealPath(base);
    this.forbidden = forbidden;
    this.patterns = userPatterns.stream().map(text -> UserPattern.of(text, base)).toList();
    this.ownership = new Ownership(base, paths);
  }

  /**
   * Where a target really is, if something may be written there.
   *
   * @throws Refused when it is a link, in a forbidden place, or outside of all allowed roots
   */
  Path place(Target target, Situation situation) {
    Path real = paths.of(target.path().orElseThrow());
    refusePlace(real, situation);
    return real;
  }

  /**
   * The same for a name in a directory, whatever it stands for: a link is changed there itself and
   * not what it leads to.
   *
   * @throws Refused when its directory is reached through another link, in a forbidden place, or
   *     outside of all allowed roots
   */
  void name(Path path, Situation situation) {
    Path directory = path.getParent();
    if (directory == null || !Links.followed(directory).equals(directory)) {
      throw Refused.guarded(path + " leads somewhere else now", "Plan it again");
    }
    refusePlace(path, situation);
  }

  private void refusePlace(Path real, Situation situation) {
    forbidden
        .around(real)
        .ifPresent(
            place -> {
              throw Refused.guarded(
                  real + " lies in " + place + ", where Healing never writes", "Change it by hand");
            });
    refuseUserPatterns(real, situation);
    refuseOutside(real, situation);
  }

  /**
   * Whether the environment declares a file or directory by its real path or another name of it.
   */
  boolean declared(Target target, Situation situation) {
    return ownership.declared(Path.of(target.name()), situation, false);
  }

  private void refuseUserPatterns(Path real, Situation situation) {
    Stream<UserPattern> own =
        situation.remediation().forbiddenPaths().stream().map(text -> UserPattern.of(text, base));
    Optional<UserPattern> hit =
        Stream.concat(patterns.stream(), own).filter(p -> p.forbids(real)).findFirst();
    if (hit.isPresent()) {
      throw Refused.guarded(
          real + " is forbidden by \"" + hit.get().text() + "\" of remediation.forbidden_paths",
          "Change it by hand, or take that path out of the list");
    }
  }

  private void refuseOutside(Path real, Situation situation) {
    List<Path> roots =
        Stream.concat(Stream.of("."), situation.remediation().allowedRoots().stream())
            .map(paths::absolute)
            .map(Links::followed)
            .toList();
    if (roots.stream().noneMatch(real::startsWith)) {
      throw Refused.guarded(
          real + " lies outside of the directories that may be changed: " + roots,
          "Name its directory in remediation.allowed_roots");
    }
  }

  /**
   * Whether the plan's change may be made.
   *
   * @throws Refused when it may not
   */
  void check(ActionPlan plan, Situation situation) {
    Target target = plan.request().target();
    Path real = place(target, situation);
    if (!real.toString().equals(target.path().orElseThrow())) {
      throw Refused.guarded(
          target + " leads to " + real + " now", "Plan it again: a link in its path has changed");
    }
    ownership.check(real, plan.request().type(), situation);
    if (!Workshop.onFile(target)) {
      return;
    }
    Set<String> sharers = ownership.sharers(real, situation);
    new ContentRules(real, situation.subject().name(), sharers).check(plan.before(), plan.after());
  }
}
