package io.healing.core.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionRequest;
import io.healing.api.ActionType;
import io.healing.api.Target;
import io.healing.api.detect.Observation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvFileCheckTest {
  private static final String SECRET = "s3cr3t-v4lue";

  @TempDir Path home;
  private Path base;
  private final EnvFileCheck check = new EnvFileCheck();

  @BeforeEach
  void follow() throws IOException {
    base = home.toRealPath();
  }

  private Yard declared(String more) {
    return Yard.of(
        base, "env_file: { keys: [A_KEY, B_KEY], placeholders: [sk-..., change me]" + more + " }");
  }

  @Test
  void aMissingFileIsMadeOfItsTemplateByteForByte() {
    Yard yard = declared(", template: .env.example");
    byte[] bytes = "\uFEFFA_KEY=sk-...\r\n\u00e9".getBytes(StandardCharsets.UTF_8);
    yard.file(".env.example", new String(bytes, StandardCharsets.UTF_8));
    assertThat(yard.findings(check))
        .containsExactly("high env_file_missing .env: The file .env is missing");
    assertThat(yard.only(check).hint())
        .isEqualTo("cp .env.example .env, then give its keys their values");
    List<ActionRequest> wishes = check.mends(yard.only(check), yard);
    assertThat(wishes).hasSize(1);
    assertThat(wishes.get(0).type()).isEqualTo(ActionType.CREATE_FILE);
    assertThat(wishes.get(0).target()).isEqualTo(Target.file(base.resolve(".env")));
    assertThat(Base64.getDecoder().decode(wishes.get(0).parameter("content_base64").orElseThrow()))
        .isEqualTo(bytes);
    assertThat(base.resolve(".env")).doesNotExist();
  }

  @Test
  void itsDirectoryIsMadeFirstWhereThatIsMissing() {
    Yard yard = declared(", path: conf/x/.env, template: .env.example");
    yard.file(".env.example", "A_KEY=1");
    assertThat(check.mends(yard.only(check), yard))
        .extracting(wish -> wish.type().word() + " " + wish.target().name())
        .containsExactly(
            "create_directory " + base.resolve("conf/x"),
            "create_file " + base.resolve("conf/x/.env"));
  }

  @ParameterizedTest
  @CsvSource({
    "'',No template is declared",
    "', template: gone','Its template gone cannot be read'"
  })
  void withoutATemplateAPersonIsAdvised(String template, String words) {
    Yard yard = declared(template);
    assertThat(yard.findings(check)).singleElement().asString().startsWith("high env_file_missing");
    assertThat(yard.only(check).hint()).startsWith(words).contains("A_KEY, B_KEY");
    assertThat(check.mends(yard.only(check), yard)).isEmpty();
  }

  @Test
  void aFileThatIsThereIsNeverMended() {
    Yard yard = declared(", template: .env.example");
    yard.file(".env.example", "A_KEY=1");
    yard.file(".env", "");
    Observation said = check.check(yard);
    assertThat(said.findings())
        .allSatisfy(finding -> assertThat(check.mends(finding, yard)).isEmpty());
    assertThat(yard.findings(check))
        .containsExactly(
            "medium env_key_missing .env#A_KEY: The key A_KEY in .env has no value",
            "medium env_key_missing .env#B_KEY: The key B_KEY in .env has no value");
  }

  @Test
  void aDirectoryInItsPlaceIsLeftToAPerson() throws IOException {
    Files.createDirectory(base.resolve(".env"));
    Yard yard = declared("");
    assertThat(yard.findings(check)).singleElement().asString().startsWith("high not_a_file .env");
    assertThat(check.mends(yard.only(check), yard)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A_KEY=value",
        "A_KEY = value",
        "  A_KEY=value  ",
        "export A_KEY=value",
        "export\tA_KEY='value'",
        "A_KEY=\"value\" # comment",
        "A_KEY=value # comment",
        "A_KEY=va#lue",
        "\uFEFFA_KEY=value",
        "# A_KEY=\r\nA_KEY=value\r\n",
        "A_KEY=\nA_KEY=value",
        "nonsense\nA_KEY=value",
        "X=\"two\nlines\"\nA_KEY=value",
        "A_KEY=\"two\nlines\"",
        "X=\"a\\\"b\"\nA_KEY=value",
        "X=it's\nA_KEY=value"
      })
  void aKeyWithAValueIsWell(String content) {
    Yard yard = Yard.of(base, "env_file: { keys: [A_KEY] }");
    yard.file(".env", content);
    assertThat(yard.well(check).values())
        .containsExactlyInAnyOrder("A_KEY in .env has a value", "file .env");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "A_KEY",
        "A_KEY=",
        "A_KEY=\"\"",
        "A_KEY='  '",
        "A_KEY=  # comment",
        "A_KEY=#comment",
        "#A_KEY=value",
        " # A_KEY=value",
        "A_KEY=value\nA_KEY=",
        "a_key=value",
        "XA_KEY=value",
        "X=\"\nA_KEY=value\n\""
      })
  void aKeyWithoutAValueIsMissing(String content) {
    Yard yard = Yard.of(base, "env_file: { keys: [A_KEY] }");
    yard.file(".env", content);
    assertThat(yard.findings(check))
        .containsExactly("medium env_key_missing .env#A_KEY: The key A_KEY in .env has no value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sk-...", "\"sk-...\"", "'change me'", "change me # later"})
  void aPlaceholderIsNoValue(String value) {
    Yard yard = declared("");
    yard.file(".env", "A_KEY=" + value + "\nB_KEY=sk-...x");
    assertThat(yard.findings(check))
        .containsExactly(
            "medium env_key_placeholder .env#A_KEY: The key A_KEY in .env has a placeholder in"
                + " place of a value");
  }

  @Test
  void ofAnyOneIsEnough() {
    Yard yard = declared(", any_of: true");
    yard.file(".env", "B_KEY=x");
    assertThat(yard.well(check).values())
        .contains("A_KEY in .env is not needed beside B_KEY", "B_KEY in .env has a value");
    yard.file(".env", "B_KEY=sk-...");
    assertThat(yard.findings(check)).hasSize(2);
    assertThat(check.check(yard).findings())
        .allSatisfy(f -> assertThat(f.hint()).endsWith("One of A_KEY, B_KEY is enough"));
  }

  @Test
  void theLevelIsForTheFileAndItsKeys() {
    Yard yard = declared(", level: error");
    yard.file(".env", "A_KEY=1");
    assertThat(yard.findings(check)).singleElement().asString().startsWith("high env_key_missing");
    Yard lenient = declared(", level: warning, path: other");
    assertThat(lenient.findings(check)).singleElement().asString().startsWith("medium env_file");
  }

  @Test
  void noValueIsEverTold() {
    Yard yard = Yard.of(base, "env_file: { keys: [A_KEY, B_KEY], placeholders: [" + SECRET + "] }");
    yard.file(".env", "A_KEY=" + SECRET + "\nB_KEY=" + SECRET + "-2\n" + SECRET + "\n");
    Observation said = check.check(yard);
    assertThat(said.findings()).hasSize(1);
    assertThat(
            said.findings().get(0).message()
                + said.findings().get(0).hint()
                + said.findings().get(0).cause()
                + said.findings().get(0).evidence()
                + said.seen()
                + said.noData()
                + said.states())
        .doesNotContain(SECRET);
  }

  @Test
  void whatIsNotTextAndWhatIsTooLargeIsTold() throws IOException {
    Yard yard = Yard.of(base, "env_file: { keys: [A_KEY] }");
    Files.write(
        base.resolve(".env"),
        new byte[] {(byte) 0xFF, 0, '=', '\n', 'A', '_', 'K', 'E', 'Y', '=', '1'});
    assertThat(yard.findings(check))
        .containsExactly(
            "high env_file_unreadable .env: The file .env cannot be read: it is no text: its byte 2"
                + " is zero");
    Files.write(base.resolve(".env"), new byte[1_048_577]);
    assertThat(yard.findings(check))
        .singleElement()
        .asString()
        .startsWith("high env_file_unreadable .env");
  }
}
