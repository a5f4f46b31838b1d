package io.healing.cli;

import io.healing.api.Subject;
import io.healing.api.store.Page;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What part of a list is wanted. */
final class PageOptions {
  private static final int MOST = 1_000;

  @Spec(Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(names = "--job", paramLabel = "JOB", description = "Only of this job or other subject.")
  private @Nullable String job;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many at most, the newest first, 1 to 1000; default ${DEFAULT-VALUE}.")
  private int limit;

  Page page() {
    if (limit < 1 || limit > MOST) {
      throw wrong("--limit must be 1 to 1000, but is " + limit);
    }
    Page page = Page.newest(limit);
    return job == null ? page : page.of(subject(job));
  }

  private Subject subject(String name) {
    return Names.subject(name).orElseThrow(() -> wrong("--job: nothing can have the name " + name));
  }

  ParameterException wrong(@Nullable String message) {
    return new ParameterException(
        java.util.Objects.requireNonNull(command).commandLine(), String.valueOf(message));
  }
}
