package io.healing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private final Screen80 screen = new Screen80(Path.of("none"));

  private List<String> printed(String... names) {
    Listing<String> listing =
        new Listing<>(
            "Nothing.",
            List.of(
                Column.text("NAME", "name", name -> name),
                Column.whole("SIZE", "size", String::length),
                Column.text("AGAIN", "again", name -> name),
                Column.hidden("secret", name -> 1)));
    Terminal terminal = screen.terminal();
    listing.print(terminal, List.of(names));
    terminal.flush();
    return screen.out().lines().toList();
  }

  @Test
  void aTableFitsTheScreenWhateverItsDataAre() {
    List<String> lines =
        printed("x".repeat(500), "日".repeat(300), "a\n\u001b[31m".repeat(50), "short");
    assertThat(lines)
        .hasSize(5)
        .allSatisfy(line -> assertThat(Printable.width(line)).isLessThanOrEqualTo(80));
    assertThat(lines.get(1)).contains("…");
    assertThat(String.join("", lines)).doesNotContain("\u001b");
  }

  @Test
  void whatHasRoomIsNotCut() {
    assertThat(printed("one", "three"))
        .containsExactly("NAME   SIZE  AGAIN", "one    3     one", "three  5     three");
  }

  @Test
  void ofAPlaceTheEndIsKept() {
    Listing<String> listing =
        new Listing<>("Nothing.", List.of(Column.place("PLACE", "place", name -> name)));
    Terminal terminal = screen.terminal();
    listing.print(terminal, List.of("@environment/" + "日本".repeat(40) + "/shop.db"));
    terminal.flush();
    assertThat(screen.out().lines().toList().get(1)).startsWith("…").endsWith("日本/shop.db");
    assertThat(Printable.width(screen.out().lines().toList().get(1))).isBetween(79, 80);
  }

  @Test
  void anEmptyListSaysSo() {
    assertThat(printed()).containsExactly("Nothing.");
  }
}
