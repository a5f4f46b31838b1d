package io.healing.cli;

import io.healing.api.HealingException;
import io.healing.api.Subject;
import io.healing.api.store.Page;
import io.healing.sqlite.SqliteHealingStore;
import java.util.Objects;
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

  /** Refuses a job of which nothing is known, since a misspelt one looks like a healthy one. */
  void refuseUnknown(Session session, SqliteHealingStore store) {
    String name = job;
    if (name != null && !name.startsWith("@") && !known(subject(name), session, store)) {
      throw new HealingException("There is no job \"" + name + "\"", "'healing jobs' lists them.");
    }
  }

  private static boolean known(Subject subject, Session session, SqliteHealingStore store) {
    Page one = Page.newest(1).of(subject);
    return session.config().jobs().containsKey(subject.name())
        || !store.runs().newest(subject.name(), 1).isEmpty()
        || !store.incidents().page(one).isEmpty()
        || !store.reviews().page(one).isEmpty()
        || !store.suggestions().page(one).isEmpty();
  }

  private Subject subject(String name) {
    return Names.subject(name).orElseThrow(() -> wrong("--job: nothing can have the name " + name));
  }

  ParameterException wrong(@Nullable String message) {
    return new ParameterException(
        Objects.requireNonNull(command).commandLine(), String.valueOf(message));
  }
}
