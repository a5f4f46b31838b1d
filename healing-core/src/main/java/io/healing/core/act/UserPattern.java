package io.healing.core.act;

import io.healing.api.HealingException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/**
 * One of the user's forbidden paths: a place and all below it, absolute, relative to the
 * configuration or with {@code ~}; or a glob. A glob without a slash fits a name anywhere.
 *
 * @param text as the user wrote it
 * @param fits whether it forbids a real path itself, not counting the directories above
 */
record UserPattern(String text, Predicate<Path> fits) {

  static UserPattern of(String text, Path base) {
    String bare = text.strip().replaceAll("(/\\*\\*)?/*$", "");
    if (bare.isEmpty()) {
      return new UserPattern(text, path -> true);
    }
    return bare.matches(".*[*?\\[{].*") ? glob(text, bare, base) : place(text, bare, base);
  }

  private static UserPattern place(String text, String bare, Path base) {
    RealPath real = new RealPath(base);
    Path named = real.absolute(bare).normalize();
    Path followed = Links.followed(named);
    return new UserPattern(
        text,
        path -> ForbiddenPlaces.within(path, named) || ForbiddenPlaces.within(path, followed));
  }

  private static UserPattern glob(String text, String bare, Path base) {
    String glob =
        bare.startsWith("~/") ? System.getProperty("user.home") + bare.substring(1) : bare;
    PathMatcher matcher = matcher(text, glob);
    if (!glob.contains("/")) {
      return new UserPattern(text, path -> matcher.matches(lower(path.getFileName())));
    }
    if (glob.startsWith("/") || glob.startsWith("**")) {
      return new UserPattern(text, path -> matcher.matches(lower(path)));
    }
    Path root = Links.followed(base.toAbsolutePath());
    return new UserPattern(
        text,
        path ->
            ForbiddenPlaces.within(path, root) && matcher.matches(lower(root.relativize(path))));
  }

  private static PathMatcher matcher(String text, String glob) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + glob.toLowerCase(Locale.ROOT));
    } catch (PatternSyntaxException e) {
      throw new HealingException(
          "The forbidden path \"" + text + "\" is not a glob: " + e.getDescription(),
          "Write it as in *.pem, secrets/** or /srv/app/[a-c]*");
    }
  }

  private static Path lower(Path path) {
    return Path.of(path.toString().toLowerCase(Locale.ROOT));
  }

  /** Whether it forbids this real path: the path itself or a directory above it fits. */
  boolean forbids(Path real) {
    Path path = real;
    while (path != null && path.getNameCount() > 0) {
      if (fits.test(path)) {
        return true;
      }
      path = path.getParent();
    }
    return false;
  }
}
