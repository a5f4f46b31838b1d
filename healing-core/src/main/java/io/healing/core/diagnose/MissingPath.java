package io.healing.core.diagnose;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path that an error calls missing.
 *
 * @param text the path as the error gives it
 * @param use what was being done with it, as far as the error tells
 * @param line the line that says so
 */
record MissingPath(String text, PathUse use, Symptoms.Line line) {
  private static final String QUOTED = "['\"‘`]([^'\"’`]{1,1000})['\"’`]";
  private static final String BARE = "([^\\s:'\"]{1,1000})";
  private static final String NONE = "[Nn]o such file or directory";

  private record Form(Pattern pattern, PathUse use) {
    static Form of(PathUse use, String regex) {
      return new Form(Pattern.compile(regex), use);
    }
  }

  /** The first one that fits says most; the last group that is there is the path. */
  private static final List<Form> FORMS =
      List.of(
          Form.of(
              PathUse.DIRECTORY,
              "Cannot run program .{1,500} \\(in directory \"([^\"]{1,1000})\"\\): .*error=2"),
          Form.of(
              PathUse.DIRECTORY,
              "\\b(?:cd|chdir): (?:can't cd to )?['\"]?([^:'\"]{1,1000}?)['\"]?(?:: "
                  + NONE
                  + "|$)"),
          Form.of(PathUse.DIRECTORY, "\\bchange_dir ['\"]([^'\"]{1,1000})['\"] failed: " + NONE),
          Form.of(
              PathUse.DIRECTORY,
              "ENOENT: .{1,80}, (?:scandir|chdir|opendir)[^']{0,40}'([^']{1,1000})'"),
          Form.of(PathUse.DIRECTORY, NONE + " @ dir_\\w+ - (\\S{1,1000})"),
          Form.of(PathUse.DIRECTORY, "\\b(?:chdir|readdirent|opendir) (\\S{1,1000}): " + NONE),
          Form.of(
              PathUse.WRITE,
              "cannot create (?:regular file|directory|symbolic link) " + QUOTED + ": " + NONE),
          Form.of(PathUse.WRITE, "cannot touch " + QUOTED + ": " + NONE),
          Form.of(PathUse.WRITE, "cannot (?:move|copy) .{1,1000} to " + QUOTED + ": " + NONE),
          Form.of(PathUse.WRITE, "cannot create ([^:]{1,1000}): Directory nonexistent"),
          Form.of(PathUse.WRITE, "\\btee: ([^:]{1,1000}): " + NONE),
          Form.of(PathUse.WRITE, "ENOENT: .{1,80}, (?:mkdir|mkdtemp) '([^']{1,1000})'"),
          Form.of(PathUse.WRITE, "\\bmkdir (\\S{1,1000}): " + NONE),
          Form.of(PathUse.READ, "cannot (?:stat|open) " + QUOTED + "(?: for reading)?: " + NONE),
          Form.of(
              PathUse.READ,
              "\\b(?:cat|head|tail|grep|sed|awk|sort|source|diff|wc): (?:can't read |can't open |cannot open )?['\"]?([^:'\"]{1,1000}?)['\"]?(?: for reading)?: "
                  + NONE),
          Form.of(PathUse.READ, "cannot open ([^:]{1,1000}): No such file\\b"),
          Form.of(
              PathUse.READ,
              "([A-Za-z]:\\\\[^(:]{0,500}?) \\(The system cannot find the file specified\\)"),
          Form.of(
              PathUse.WRITE,
              "([A-Za-z]:\\\\[^(:]{0,500}?) \\(The system cannot find the path specified\\)"),
          Form.of(PathUse.UNKNOWN, "cannot access " + QUOTED + ": " + NONE),
          Form.of(PathUse.UNKNOWN, "cannot access ([^:]{1,1000}): " + NONE),
          Form.of(
              PathUse.UNKNOWN,
              "\\[(?:Errno 2|WinError [23])\\] [^:]{1,80}: '([^']{1,1000})'(?: -> '[^']{0,1000}')?"),
          Form.of(PathUse.UNKNOWN, "ENOENT: .{1,80}, \\w+ '([^']{1,1000})'"),
          Form.of(PathUse.UNKNOWN, NONE + " @ \\w+ - (\\S{1,1000})"),
          Form.of(PathUse.UNKNOWN, "\\bopen (\\S{1,1000}): " + NONE),
          Form.of(PathUse.UNKNOWN, "NoSuchFileException: (.{1,1000}?)(?: -> .{1,1000})?$"),
          Form.of(PathUse.UNKNOWN, "FileNotFoundException: (.{1,1000}?) \\(" + NONE + "\\)"),
          Form.of(PathUse.UNKNOWN, NONE + ": " + QUOTED),
          Form.of(PathUse.UNKNOWN, "(?:^|: )" + BARE + ": " + NONE));

  /** The path that the most telling line calls missing. */
  static Optional<MissingPath> in(Symptoms symptoms) {
    for (Form form : FORMS) {
      Optional<Symptoms.Hit> hit = symptoms.find(form.pattern);
      if (hit.isPresent() && isPath(hit.get().matcher())) {
        return Optional.of(of(hit.get(), form.use).seenIn(symptoms));
      }
    }
    return Optional.empty();
  }

  private static MissingPath of(Symptoms.Hit hit, PathUse use) {
    return new MissingPath(hit.matcher().group(1).strip(), use, hit.line());
  }

  /** {@code env: 'python3': No such file or directory} speaks of a command. */
  private static boolean isPath(Matcher matcher) {
    String path = matcher.group(1);
    boolean command = !path.contains("/") && !path.contains("\\") && !path.contains(".");
    return !path.isBlank() && !(command && matcher.group().contains("env: "));
  }

  /** Where the error does not tell what was done with the path, the stack or the log may. */
  private MissingPath seenIn(Symptoms symptoms) {
    if (use != PathUse.UNKNOWN) {
      return this;
    }
    if (text.endsWith("/") || text.endsWith("\\")) {
      return new MissingPath(text, PathUse.DIRECTORY, line);
    }
    boolean program = symptoms.exitCode(127);
    return new MissingPath(
        text, program ? PathUse.RUN : Operation.in(symptoms.surroundings()), line);
  }
}
