package io.healing.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.config.HealingConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  private static final Path FILE = Path.of("/srv/app/healing.yaml");

  private static HealingConfig read(String text, @Nullable String variable) {
    return Configuration.parse(text, FILE, variable).config();
  }

  private static String url(String url) {
    return "self_healing: { database_url: \"" + url + "\" }";
  }

  @Test
  void itNamesTheFileOfTheStore() {
    assertThat(read(url("jdbc:sqlite:data/my h.db"), null).database())
        .isEqualTo(Path.of("/srv/app/data/my h.db"));
    assertThat(read(url("jdbc:sqlite:/var/h.db"), null).database()).isEqualTo(Path.of("/var/h.db"));
    assertThat(read("store: { path: x.db }", null).database()).isEqualTo(Path.of("/srv/app/x.db"));
    assertThat(read("", null).database()).isEqualTo(Path.of("/srv/app/.healing/healing.db"));
  }

  @Test
  void theVariableOfTheEnvironmentWinsOverTheFile() {
    String url = "jdbc:sqlite:/var/other.db";
    for (String text : new String[] {"", "store: { path: x.db }", url("jdbc:sqlite:y.db")}) {
      assertThat(read(text, url).database()).isEqualTo(Path.of("/var/other.db"));
      assertThat(read(text, "").database()).isNotEqualTo(Path.of("/var/other.db"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://host/db, is no database that Healing can use",
    "jdbc:h2:mem:x, is no database that Healing can use",
    "jdbc:sqlite:, names no file",
    "jdbc:sqlite::memory:, names no file",
    "jdbc:sqlite:a.db?mode=ro, names no file"
  })
  void whatIsNoFileOfSqliteIsRefusedWithItsMend(String url, String words) {
    assertThatThrownBy(() -> read(url(url), null))
        .hasMessageContaining("self_healing.database_url")
        .hasMessageContaining(words)
        .hasMessageContaining("Write jdbc:sqlite:FILE");
    assertThatThrownBy(() -> read("", url)).hasMessageContaining(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://ann:hunter2@db/x",
        "jdbc:postgresql://db/x?user=ann&password=hunter2",
        "https://ann:hun/ter2@db"
      })
  void aPasswordInItIsNotTold(String url) {
    assertThatThrownBy(() -> read(url(url), null))
        .hasMessageContaining("[masked]")
        .hasMessageNotContaining("ter2");
  }

  @Test
  void twoPlacesForOneStoreAreRefused() {
    assertThatThrownBy(() -> read(url("jdbc:sqlite:a.db") + "\nstore: { path: x.db }", null))
        .hasMessageContaining("store.path, too");
  }
}
