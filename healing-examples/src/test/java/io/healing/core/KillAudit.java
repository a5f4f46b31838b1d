package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Image;
import io.healing.api.Target;
import io.healing.api.act.ActionStatus;
import io.healing.api.job.JobRun;
import io.healing.api.review.SuggestionStatus;
import io.healing.api.store.ActionEntry;
import io.healing.api.store.HealingStore;
import io.healing.api.store.Instance;
import io.healing.api.store.Intent;
import io.healing.api.store.IntentKind;
import io.healing.api.store.IntentState;
import io.healing.api.store.Page;
import io.healing.api.store.SuggestionEntry;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares what is in the files, in the database, in the ledger, and what was said. */
final class KillAudit {
  private static final int PAGE = 1_000;
  private static final int MOST = 20_000;

  private static final Set<SuggestionStatus> AFTER_APPROVAL =
      EnumSet.of(
          SuggestionStatus.APPROVED,
          SuggestionStatus.APPLIED,
          SuggestionStatus.FAILED,
          SuggestionStatus.REJECTED);

  private final KillHome home;

  KillAudit(KillHome home) {
    this.home = home;
  }

  /** A look right after a death: every file is whole, and has its old or its new content. */
  void filesAreWhole() throws IOException {
    try (HealingStore store = SqliteHealingStore.openReading(home.database())) {
      for (String name : home.names()) {
        List<String> may = new ArrayList<>(List.of(told(store, name)));
        store.journal().open().stream()
            .filter(intent -> intent.plan().request().target().equals(target(name)))
            .forEach(intent -> may.addAll(oldAndNew(intent)));
        assertThat(home.markerOf(name)).as("the file %s", name).isIn(may);
      }
    }
  }

  private Target target(String name) {
    return Target.file(home.file(name));
  }

  private static List<String> oldAndNew(Intent intent) {
    return List.of(marker(intent.plan().before()), marker(intent.plan().after()));
  }

  private static String marker(Image image) {
    return image
        .content()
        .map(bytes -> KillHome.marker(new String(bytes, StandardCharsets.UTF_8)))
        .orElse(KillHome.ABSENT);
  }

  /** A process starts after the death: everything is settled then, and all books agree. */
  void settled(String name, Instant at, List<String> said) throws Exception {
    try (HealingStore store = SqliteHealingStore.open(home.database());
        ManualHealing healing = home.open(store, name, at)) {
      assertThat(store.journal().open()).as("open intents after the start").isEmpty();
      healing.tick(Duration.ofSeconds(11)).tick(Duration.ofSeconds(11));
      sound(store, said);
    }
  }

  /** Everything is settled, all books agree, nothing is lost and the database is sound. */
  void sound(HealingStore store, List<String> said) throws Exception {
    booksAgree(store);
    nothingHangs(store);
    nothingIsLost(store, said);
    assertThat(query("PRAGMA integrity_check")).containsExactly("ok");
    assertThat(query("PRAGMA foreign_key_check")).isEmpty();
  }

  /** The files, the rows and the ledger tell the same. */
  private void booksAgree(HealingStore store) throws IOException {
    for (String name : home.names()) {
      assertThat(home.markerOf(name)).as("the file %s", name).isEqualTo(told(store, name));
    }
    assertThat(home.leftovers()).isEmpty();
    nothingTwice(store);
    stepsInOrder(store);
  }

  /**
   * The second step of a procedure only follows the first, and the first is only taken back once
   * the second is; however often a process died meanwhile.
   */
  private static void stepsInOrder(HealingStore store) {
    Map<String, String> now = new HashMap<>();
    for (long id = 1; id < MOST; id++) {
      Optional<Intent> done =
          store
              .journal()
              .find(id)
              .filter(intent -> intent.subject().name().equals(KillHome.STEPS))
              .filter(intent -> intent.state() == IntentState.DONE);
      if (done.isPresent()) {
        stepDone(now, done.get());
      }
    }
  }

  private static void stepDone(Map<String, String> now, Intent intent) {
    boolean first = KillHome.name(intent.plan().request().target()).equals(KillHome.FIRST);
    boolean apply = intent.kind() == IntentKind.APPLY;
    String other = first ? KillHome.SECOND : KillHome.FIRST;
    String due = first ? "old" : KillHome.NEW;
    assertThat(now.getOrDefault(other, "old")).as("%s at %s", other, intent).isEqualTo(due);
    String before = now.put(first ? KillHome.FIRST : KillHome.SECOND, apply ? KillHome.NEW : "old");
    assertThat(before == null ? "old" : before)
        .as("repeated: %s", intent)
        .isEqualTo(apply ? "old" : KillHome.NEW);
  }

  /** What the actions tell of a file, each built on the one before it. */
  private String told(HealingStore store, String name) {
    String now = name.equals(KillHome.MADE) ? KillHome.ABSENT : "old";
    for (ActionEntry entry : actions(store, name)) {
      if (entry.row().status() != ActionStatus.FAILED) {
        String before = entry.row().originalContent();
        assertThat(before == null ? KillHome.ABSENT : KillHome.marker(before))
            .as("what a%s of %s was built on", entry.row().id(), name)
            .isEqualTo(now);
      }
      if (entry.row().status() == ActionStatus.SUCCESS) {
        now = KillHome.marker(String.valueOf(entry.row().newContent()));
      }
    }
    return now;
  }

  private List<ActionEntry> actions(HealingStore store, String name) {
    return all(store).stream()
        .filter(entry -> entry.detail().target().equals(target(name)))
        .sorted(Comparator.comparing(entry -> entry.row().id()))
        .toList();
  }

  private static List<ActionEntry> all(HealingStore store) {
    List<ActionEntry> all = new ArrayList<>();
    Page page = Page.newest(PAGE);
    for (List<ActionEntry> some = store.actions().page(page);
        !some.isEmpty();
        some = store.actions().page(page)) {
      all.addAll(some);
      page = page.before(some.get(some.size() - 1).row().id());
    }
    return all;
  }

  private void nothingTwice(HealingStore store) throws IOException {
    Map<String, ActionStatus> byMarker = new HashMap<>();
    Map<Long, Long> bySuggestion = new HashMap<>();
    for (ActionEntry entry : all(store)) {
      if (entry.row().status() != ActionStatus.FAILED) {
        byMarker.put(
            KillHome.marker(String.valueOf(entry.row().newContent())), entry.row().status());
      }
      Long other = bySuggestion.put(entry.row().suggestionId(), entry.row().id());
      assertThat(other).as("a second action of s%s", entry.row().suggestionId()).isNull();
    }
    Map<String, Integer> changes = new HashMap<>();
    for (String line : home.ledger()) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("apply") && !words[2].equals(KillHome.NEW)) {
        assertThat(changes.merge(words[2], 1, Integer::sum)).as("done twice: %s", line).isOne();
        assertThat(byMarker).as("done, but not in the books: %s", line).containsKey(words[2]);
      }
    }
  }

  private void nothingHangs(HealingStore store) {
    assertThat(store.journal().open()).isEmpty();
    for (String name : home.names()) {
      assertThat(store.journal().pendingOn(target(name))).isEmpty();
    }
    assertThat(store.suggestions().approved()).as("approved, and never carried out").isEmpty();
    assertThat(store.reviews().running()).as("reviews that never end").isEmpty();
    for (Instance instance : store.instances().all()) {
      if (!store.instances().alive(instance.id())) {
        assertThat(store.runs().unfinished(instance.id())).as("runs of the dead").isEmpty();
      }
    }
  }

  /** What a process said to be stored is stored. */
  private static void nothingIsLost(HealingStore store, List<String> said) {
    for (String line : said) {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case "ran" -> assertThat(ended(store, words[1])).as(line).isTrue();
        case "approved" -> assertThat(status(store, words[1])).as(line).isIn(AFTER_APPROVAL);
        case "applied" -> assertThat(done(store, words[1])).as(line).isNotEqualTo("failed");
        case "undone" -> assertThat(done(store, words[1])).as(line).isEqualTo("rolled_back");
        default -> assertThat(words[0]).isIn("warm", "ready", "late", "done", "holding", "end", "");
      }
    }
  }

  private static boolean ended(HealingStore store, String run) {
    return store.runs().find(Long.parseLong(run)).map(JobRun::finishedAt).isPresent();
  }

  private static SuggestionStatus status(HealingStore store, String id) {
    return store
        .suggestions()
        .find(Long.parseLong(id))
        .map(SuggestionEntry::row)
        .orElseThrow()
        .status();
  }

  private static String done(HealingStore store, String id) {
    return store.actions().find(Long.parseLong(id)).orElseThrow().row().status().word();
  }

  List<String> query(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.database());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }
}
