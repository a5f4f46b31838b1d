package io.healing.core.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
  private static final String ARROW = " ==> ";

  private final Redactor redactor = new Redactor();

  record Row(String given, String wanted) {
    static Row of(String line) {
      String[] parts = line.replace("\\n", "\n").split(ARROW, 2);
      return new Row(parts[0], parts[parts.length - 1]);
    }

    boolean isSecret() {
      return !given.equals(wanted);
    }
  }

  static Stream<Row> table() throws IOException {
    try (InputStream in = RedactorTest.class.getResourceAsStream("/redaction/table.txt")) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return lines.stream().filter(line -> !line.startsWith("# ")).map(Row::of);
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void masksWhatIsSecretAndNothingElse(Row row) {
    assertThat(redactor.apply(row.given).strip()).isEqualTo(row.wanted);
  }

  @ParameterizedTest
  @MethodSource("table")
  void tellsWhetherThereIsASecretBeforeAndAfterItWasMasked(Row row) {
    assertThat(redactor.hasSecret(row.given)).isEqualTo(row.isSecret());
    assertThat(redactor.hasSecret(redactor.apply(row.given))).isEqualTo(row.isSecret());
  }

  @ParameterizedTest
  @MethodSource("table")
  void masksTheSameInTheMiddleOfALog(Row row) {
    assumeThat(row.given)
        .as("a key without its end takes what follows")
        .doesNotEndWith("KEY-----\nabc");
    String log = "first line\n" + row.given + "\nlast line";

    String masked = redactor.apply(log);

    assertThat(masked).startsWith("first line\n").endsWith("\nlast line");
    assertThat(masked.contains(Redactor.MASK)).isEqualTo(row.isSecret());
  }

  @Test
  void masksTwiceAsOnce() throws IOException {
    List<String> pieces = table().map(Row::given).toList();
    Random random = new Random(42);
    for (int round = 0; round < 3000; round++) {
      String once = redactor.apply(mixed(pieces, random));

      assertThat(redactor.apply(once)).isEqualTo(once);
    }
  }

  /** Pieces of the table, cut anywhere and put together. */
  private static String mixed(List<String> pieces, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      String piece = pieces.get(random.nextInt(pieces.size()));
      int from = random.nextInt(piece.length());
      text.append(piece, from, from + random.nextInt(piece.length() - from + 1));
      text.append("=: \n\"'@,".charAt(random.nextInt(8)));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "=",
        "\"",
        "\\",
        "-",
        " ",
        "\n",
        "password",
        "password=",
        "password:\"",
        "pass",
        "key",
        "token_",
        "://",
        "://a:",
        "://a:b@",
        "-----BEGIN RSA PRIVATE KEY-----",
        "-----BEGIN ",
        "-----",
        "eyJ",
        "eyJaaaaaaaa.",
        "-eyJ",
        "sk-",
        "AKIA",
        "bearer ",
        "authorization:",
        "cookie=",
        "<password>",
        "<password ",
        "name:",
        "name: password, value",
        "-u a:",
        "${",
        "{{",
        "$(",
        "thin:a",
        "A1a",
        "secret: |\n  x",
        "ghp_0",
        "hooks.slack.com/services/",
        "%3D",
        "\\\"password\\\"",
        "passwordPassword",
        "--token ",
        "os.environ",
        "password=${",
        "password=os.a"
      })
  void takesLinearTimeWhateverTheTextIs(String hostile) {
    String large = hostile.repeat(500_000 / hostile.length());

    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> redactor.apply(large));
  }

  @Test
  void masksALongValueWhole() {
    String masked = redactor.apply("password=" + "x1".repeat(100_000) + " end");

    assertThat(masked).isEqualTo("password=[masked] end");
  }

  @Test
  void keepsTheNumberOfLinesOfAKeyBlock() {
    String block =
        "-----BEGIN PRIVATE KEY-----\n" + "abc\n".repeat(20) + "-----END PRIVATE KEY-----\n";

    String masked = redactor.apply(block);

    assertThat(masked.lines()).hasSize(22);
    assertThat(masked).doesNotContain("abc");
  }

  @Test
  void leavesAnEmptyTextEmpty() {
    assertThat(redactor.apply("")).isEmpty();
    assertThat(redactor.hasSecret("")).isFalse();
  }
}
