package io.healing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Looking changes nothing, and what is called wrongly is refused. */
class HarmlessCallsTest extends FilledScreen {
  @Test
  void listsLeaveNothingBehindAndChangeNothing() throws IOException {
    List<Path> before = files();
    byte[] bytes = Files.readAllBytes(database);
    for (String list :
        List.of("status", "jobs", "incidents", "suggestions", "actions", "reviews", "export")) {
      screen(list);
    }
    screen("show", "s1");
    screen("why", "report");
    assertThat(files()).isEqualTo(before);
    assertThat(Files.readAllBytes(database)).isEqualTo(bytes);
  }

  @Test
  void whereThereIsNoDatabaseNoneIsMade() throws IOException {
    String none = directory.resolve("no/where.db").toString();
    List<Path> before = files();
    for (String command : List.of("status", "jobs", "export", "resume")) {
      assertThat(screen.call("--db", none, command)).as(command).isEqualTo(ExitCode.REFUSED);
      assertThat(screen.err()).contains("There is no database " + none);
    }
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void wrongUsageAndABadConfigurationHaveTheirOwnCode() throws IOException {
    assertThat(screen.call("nonsense")).isEqualTo(ExitCode.USAGE);
    assertThat(screen.call("jobs", "--limit", "3")).isEqualTo(ExitCode.USAGE);
    assertThat(screen.call("reviews", "--limit", "0")).isEqualTo(ExitCode.USAGE);
    assertThat(screen.call("suggestions", "--status", "nope")).isEqualTo(ExitCode.USAGE);
    assertThat(screen.call("approve", "s1")).isEqualTo(ExitCode.USAGE);
    Files.writeString(config, "jobs: [\n");
    assertThat(screen.call("jobs")).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).contains("healing.yaml");
    assertThat(screen.call("run", "--job", "x", "--", "true")).isEqualTo(ExitCode.NOT_STARTED);
  }

  @Test
  void whatIsNoDatabaseOfOursIsSaidToBeNone() throws Exception {
    Path empty = Files.createFile(directory.resolve("empty.db"));
    Path foreign = directory.resolve("foreign.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + foreign);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE orders (id)");
    }
    for (Path other : List.of(empty, foreign)) {
      assertThat(screen.call("--db", other.toString(), "jobs")).isEqualTo(ExitCode.REFUSED);
      assertThat(screen.err()).contains("is no database of Healing, or an empty one");
    }
  }

  @Test
  void aMisspeltNameIsNotTakenForAHealthyOne() {
    for (String list : List.of("incidents", "suggestions", "actions", "reviews")) {
      assertThat(screen.call(list, "--job", "nope")).isEqualTo(ExitCode.REFUSED);
      assertThat(screen.err()).contains("There is no job \"nope\"");
      screen(list, "--job", "report");
      screen(list, "--job", "@host");
    }
    assertThat(screen.call("show", "x")).isEqualTo(ExitCode.REFUSED);
    assertThat(screen.err()).contains("An id looks like s3, a3, r3 or i-1f2c");
    assertThat(screen.call("doctr")).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).contains("Did you mean doctor?");
  }
}
