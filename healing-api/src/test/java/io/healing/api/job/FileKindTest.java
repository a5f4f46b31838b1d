package io.healing.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.ActionType;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileKindTest {

  @ParameterizedTest
  @CsvSource({
    "report.yaml,CONFIG",
    "report.YML,CONFIG",
    "report.conf,CONFIG",
    "a.properties,CONFIG",
    ".env,CONFIG",
    ".env.local,CONFIG",
    "prompts/models.yaml,CONFIG",
    "run.sh,SCRIPT",
    "run.py,SCRIPT",
    "prompts/build.py,SCRIPT",
    "run,SCRIPT",
    "report.md,PROMPT",
    "prompts/daily.md,PROMPT",
    "prompts/report.txt,PROMPT",
    "report-prompt.txt,PROMPT",
    "prompts/daily,PROMPT",
    "notes/report.txt,",
    "data.csv,"
  })
  void aFileIsToldByItsName(String name, FileKind kind) {
    assertThat(kind(name, List.of())).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "report.yaml,run -c report.yaml,CONFIG",
    "report.yaml,ask --prompt report.yaml,CONFIG",
    "report.py,python3 report.py,SCRIPT",
    "report,./report --fast,SCRIPT",
    "report,sh report,SCRIPT",
    "report.run,./report.run,SCRIPT",
    "data.csv,cat data.csv,",
    "daily.md,ask --prompt daily.md,PROMPT",
    "daily.md,ask daily.md,PROMPT",
    "daily.txt,ask -p daily.txt,PROMPT",
    "daily.txt,ask daily.txt,",
    "daily,ask --prompt-file daily,PROMPT"
  })
  void aFileIsToldByItsPlaceInTheCommand(String name, String command, FileKind kind) {
    assertThat(kind(name, List.of(command.split(" ")))).isEqualTo(kind);
  }

  private static FileKind kind(String name, List<String> command) {
    return FileKind.of(Path.of("/srv/app").resolve(name), command).orElse(null);
  }

  @Test
  void aWordThatIsNoPathNamesNoFile() {
    assertThat(kind("notes.txt", List.of("ask", "-p", "a\0b"))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "CONFIG,edit_config,config",
    "SCRIPT,edit_script,script",
    "PROMPT,edit_prompt,prompt"
  })
  void aKindHasItsChangeAndItsWord(FileKind kind, String edit, String word) {
    assertThat(kind.edit()).isEqualTo(new ActionType(edit));
    assertThat(kind.word()).isEqualTo(word);
  }
}
