package io.healing.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.job.FileKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTest {
  @TempDir Path home;
  private final Map<String, String> missing = new TreeMap<>();
  private final FileTexts texts = new FileTexts(UnaryOperator.identity(), missing);

  private String read(String content) throws IOException {
    Path file = Files.writeString(home.resolve("report.conf"), content);
    texts.read(List.of(file), List.of(), kind -> true);
    return texts.of(FileKind.CONFIG).getOrDefault(file.toString(), "");
  }

  @ParameterizedTest
  @CsvSource({"4999,4999,false", "5000,5000,false", "5001,5000,true", "100000,5000,true"})
  void theFirstFiveThousandCharactersAreRead(int length, int read, boolean said)
      throws IOException {
    assertThat(read("x".repeat(length))).hasSize(read);
    assertThat(missing.isEmpty()).isNotEqualTo(said);
  }

  @Test
  void aCharacterOfTwoHalvesIsNotTorn() throws IOException {
    assertThat(read("x".repeat(4_999) + "😀😀")).hasSize(4_999);
  }

  @Test
  void aSecretAcrossTheEndIsTakenOutBeforeTheCut() throws IOException {
    FileTexts careful = new FileTexts(text -> text.replace("hunter2", "-------"), missing);
    Path file = Files.writeString(home.resolve("a.conf"), "x".repeat(4_997) + "hunter2");
    careful.read(List.of(file), List.of(), kind -> true);
    assertThat(careful.of(FileKind.CONFIG).get(file.toString())).endsWith("xxx---");
  }

  @Test
  void whatCannotBeReadIsNamedWithTheReason() throws IOException {
    Path binary = Files.write(home.resolve("tool"), new byte[] {1, 0, 2});
    Path folder = Files.createDirectory(home.resolve("folder"));
    Path gone = home.resolve("gone.sh");
    texts.read(List.of(binary, folder, gone), List.of(), kind -> true);
    assertThat(missing)
        .containsEntry("script " + binary, "it is no text")
        .containsEntry("script " + folder, "it is no regular file")
        .containsEntry("script " + gone, "it does not exist");
    assertThat(texts.of(FileKind.SCRIPT)).isEmpty();
  }

  @Test
  void whatTheCommandGivesAsAPromptIsReadAsOne() throws IOException {
    Path file = Files.writeString(home.resolve("daily.txt"), "Write the report.");
    texts.read(List.of(file), List.of("ask", "-p", file.toString()), kind -> true);
    assertThat(texts.of(FileKind.PROMPT)).containsEntry(file.toString(), "Write the report.");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9_999, 10_000, 10_001})
  void theLastLinesOfALongFileAreItsLast(int most) throws IOException {
    List<String> lines =
        IntStream.range(0, 10_000).mapToObj(i -> "{\"line\":" + i + ",\"text\":\"é\"}").toList();
    Path file = Files.write(home.resolve("a.jsonl"), lines);
    int from = Math.max(0, 10_000 - most);
    assertThat(LastLines.of(file, most)).isEqualTo(lines.subList(from, 10_000));
  }

  @ParameterizedTest
  @CsvSource({"'',0", "'a',1", "'a\n',1", "'\n\n\n',0", "'a\r\nb\r\n',2"})
  void shortFilesHaveTheLinesThatTheyHave(String content, int lines) throws IOException {
    Path file = Files.writeString(home.resolve("a.jsonl"), content);
    assertThat(LastLines.of(file, 5)).hasSize(lines);
  }

  @Test
  void aLineLongerThanAllThatIsReadIsLeftOut() throws IOException {
    Path file = Files.writeString(home.resolve("a.jsonl"), "x".repeat(9_000_000) + "\nend\n");
    assertThat(LastLines.of(file, 5)).containsExactly("end");
  }
}
