package io.healing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void whatWouldMoveTheCursorIsShownEscaped() {
    assertThat(Printable.line("a\u001b[2Jb\r\nc\td\u0007"))
        .isEqualTo("a\\u001b[2Jb\\r\\nc\\td\\u0007");
  }

  @Test
  void whatWouldTurnTheDirectionOrHideIsShownEscaped() {
    assertThat(Printable.line("a\u202eb\u200bc\u2028d\u0085"))
        .isEqualTo("a\\u202eb\\u200bc\\u2028d\\u0085");
    assertThat(Printable.line("x\ud800y")).isEqualTo("x\\ud800y");
  }

  @Test
  void severalLinesKeepTheirLineFeedsAndNothingElse() {
    assertThat(Printable.lines("a\r\nb\u001b[1m\nc")).isEqualTo("a\nb\\u001b[1m\nc");
  }

  @Test
  void wideAndCombiningCharactersAreMeasuredAsTheyAreShown() {
    assertThat(Printable.width("日本")).isEqualTo(4);
    assertThat(Printable.width("e\u0301")).isEqualTo(1);
    assertThat(Printable.width("😀!")).isEqualTo(3);
  }

  @Test
  void aCutNeverSplitsACharacterAndStaysWithinItsColumns() {
    assertThat(Printable.cut("日本語", 4, "…")).isEqualTo("日…");
    assertThat(Printable.cut("日本語", 6, "…")).isEqualTo("日本語");
    assertThat(Printable.cut("😀😀😀", 4, "…")).isEqualTo("😀…");
    assertThat(Printable.cut("abcdef", 4, "~")).isEqualTo("abc~");
  }
}
