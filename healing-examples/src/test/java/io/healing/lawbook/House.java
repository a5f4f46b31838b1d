package io.healing.lawbook;

import io.healing.api.Plugin;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.JobConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.decide.DecisionRecord;
import io.healing.api.job.JobDefinition;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunStart;
import io.healing.api.job.RunTrigger;
import io.healing.api.notify.DeliveryConfig;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.HealingStore;
import io.healing.api.store.SuggestionEntry;
import io.healing.core.Healing;
import io.healing.core.HealingAdmin;
import io.healing.core.HealingBuilder;
import io.healing.core.HealingEvent;
import io.healing.core.ManualHealing;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A host with a few jobs, Healing on a held clock, a real database and real files. */
final class House implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  static final String DATABASE = "healing.db";

  final Path home;
  final HealingStore store;
  final ManualHealing manual;
  final Healing healing;
  final HandRunner runner;
  final Mailbox mailbox;
  final List<HealingEvent> events = new ArrayList<>();

  private House(Plan plan) {
    home = plan.home;
    store = plan.store == null ? SqliteHealingStore.open(home.resolve(DATABASE)) : plan.store;
    runner = new HandRunner();
    mailbox = new Mailbox("whatsapp");
    var builder = Healing.builder().store(store).config(plan.config).name(plan.name);
    builder.plugin(runner).plugin(mailbox);
    plan.plugins.forEach(builder::plugin);
    plan.jobs.forEach(builder::job);
    manual = plan.more.apply(builder).manual(plan.from);
    healing = manual.healing();
    healing.addListener(events::add);
    runner.tellTo(healing.observer());
  }

  /** Begins to furnish a house in this directory. */
  static Plan in(Path home) {
    return new Plan(home);
  }

  /** What a house is built from. */
  static final class Plan {
    private final Path home;
    private final List<JobConfig> jobs = new ArrayList<>();
    private final List<Plugin> plugins = new ArrayList<>();
    private HealingConfig config;
    private @Nullable HealingStore store;
    private Instant from = NOON;
    private String name = "test";
    private UnaryOperator<HealingBuilder> more = builder -> builder;

    private Plan(Path home) {
      this.home = home;
      config =
          HealingConfig.defaults(home)
              .withDelivery(DeliveryConfig.defaults().withGroupWindow(Duration.ZERO));
    }

    Plan job(String id) {
      return job(JobConfig.of(JobDefinition.of(id)));
    }

    Plan job(JobConfig job) {
      jobs.add(job);
      return this;
    }

    Plan plugin(Plugin plugin) {
      plugins.add(plugin);
      return this;
    }

    Plan root(UnaryOperator<RootConfig> change) {
      config = config.withSelfHealing(change.apply(config.selfHealing()));
      return this;
    }

    Plan config(UnaryOperator<HealingConfig> change) {
      config = change.apply(config);
      return this;
    }

    /** With a store that stays the caller's to close. */
    Plan store(HealingStore other) {
      store = other;
      return this;
    }

    Plan from(Instant start) {
      from = start;
      return this;
    }

    Plan name(String process) {
      name = process;
      return this;
    }

    Plan with(UnaryOperator<HealingBuilder> given) {
      more = given;
      return this;
    }

    House open() {
      return new House(this);
    }
  }

  HealingAdmin admin() {
    return healing.admin();
  }

  Instant now() {
    return manual.now();
  }

  House tick(Duration by) {
    manual.tick(by);
    return this;
  }

  /** So many steps of this length, with what Healing ordered meanwhile run after each of them. */
  House ticks(int times, Duration each) {
    for (int i = 0; i < times; i++) {
      manual.tick(each);
      runner.runOrdered();
    }
    manual.tick(Duration.ZERO);
    return this;
  }

  /** One run that takes no time on the held clock, and the look at it. */
  House run(String job) {
    runner.execute(job, RunTrigger.SCHEDULED);
    manual.tick(Duration.ZERO);
    return this;
  }

  /** A run that takes this long. */
  House run(String job, Duration lasting) {
    runner.begin(job, RunStart.scheduled());
    manual.tick(lasting);
    runner.end(job);
    manual.tick(Duration.ZERO);
    return this;
  }

  /** Writes a file as somebody would at the moment that the held clock shows. */
  Path write(String name, String content) {
    try {
      Path file = home.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
      Files.setLastModifiedTime(file, FileTime.from(now()));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(String name) {
    try {
      return Files.readString(home.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The only suggestion with this status that has a plan. */
  SuggestionEntry planned(SuggestionStatus status) {
    List<SuggestionEntry> all =
        admin().suggestions(status).stream().filter(e -> e.detail().plan() != null).toList();
    if (all.size() != 1) {
      throw new AssertionError("One planned suggestion is expected, but there are " + all);
    }
    return all.get(0);
  }

  static String hash(SuggestionEntry entry) {
    return java.util.Objects.requireNonNull(entry.detail().plan()).hash();
  }

  List<DecisionRecord> decisions(String subject) {
    return store.decisions().of(new io.healing.api.Subject(subject), 100);
  }

  List<JobRun> runs(String job) {
    return store.runs().newest(job, 1000);
  }

  /** Ends as a process does that is closed in order; the store is closed too. */
  @Override
  public void close() {
    manual.close();
    store.close();
  }
}
