package io.healing.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {
  /** The first is a container's address, the second that of the binaries. */
  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://localhost:32768/test?loggerLevel=OFF,"
        + " jdbc:postgresql://localhost:32768/test1?loggerLevel=OFF",
    "jdbc:postgresql://localhost:45123/postgres, jdbc:postgresql://localhost:45123/test1"
  })
  void anotherDatabaseOfTheSameServerIsReachedByItsNameAlone(String address, String other) {
    assertThat(new Database(address, "test", "test").named("test1").url()).isEqualTo(other);
  }

  @Test
  void theServerThatThisMachineGivesAnswersAndDatabasesAreApart() {
    Database one = Postgres.database();
    Database two = Postgres.database();
    one.execute("CREATE TABLE only_here (id int)");

    String here = "SELECT count(*) FROM pg_tables WHERE tablename = 'only_here'";
    assertThat(one.ask(here)).isEqualTo("1");
    assertThat(two.ask(here)).isEqualTo("0");
    assertThat(one.ask("SHOW server_version")).startsWith("14.");
  }
}
