package io.healing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.healing.api.Samples;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunOutcome;
import io.healing.api.store.IntentState;
import io.healing.sqlite.SqliteHealingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The command line on a store that holds one of everything. */
abstract class FilledScreen {
  @TempDir Path directory;
  Path config;
  Path database;
  Screen80 screen;

  @BeforeEach
  void fill() throws IOException {
    config = directory.resolve("healing.yaml");
    Files.writeString(config, "store: { path: h.db }\njobs:\n  other: {}\n");
    database = directory.resolve("h.db");
    screen = new Screen80(config);
    try (SqliteHealingStore store = SqliteHealingStore.open(database)) {
      long run = JobRun.id(1, 1);
      store
          .runs()
          .save(
              List.of(
                  Samples.run(run, "report", Samples.NOON),
                  Samples.run(run + 1, "report", Samples.NOON.plusSeconds(60), RunOutcome.FAILURE),
                  Samples.run(run + 2, "évil\u001b[2J", Samples.NOON)));
      store.incidents().save(Samples.incident("i-0123abcd"));
      long review =
          store.reviews().add(Samples.review("report", Samples.NOON), Samples.reviewDetail(1));
      long suggestion =
          store
              .suggestions()
              .add(
                  Samples.suggestion(review, "report", Samples.NOON),
                  Samples.suggestionDetail("k", Samples.NOON));
      long intent = store.journal().begin(Samples.intent(suggestion, Samples.NOON));
      store.journal().settle(intent, IntentState.DONE, Samples.NOON, "");
      store
          .actions()
          .add(
              Samples.action(suggestion, "report", Samples.NOON),
              Samples.actionDetail(intent, Samples.NOON));
      store.decisions().add(Samples.decision("report", "i-0123abcd", Samples.NOON));
    }
  }

  List<String> screen(String... args) {
    assertThat(screen.call(args)).as(screen.err()).isZero();
    assertThat(screen.err()).isEmpty();
    return screen.out().lines().toList();
  }

  JsonNode json(String... args) throws IOException {
    assertThat(screen.call(args)).as(screen.err()).isZero();
    return new ObjectMapper().readTree(screen.out());
  }

  List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.sorted().toList();
    }
  }
}
