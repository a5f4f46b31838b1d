package io.healing.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of cells laid out within the width of the screen. */
final class Table {
  private static final String GAP = "  ";
  private static final int NARROWEST = 8;

  private final Terminal terminal;
  private final List<String> titles;
  private final List<Cut> cut;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * An empty table.
   *
   * @param cut what of each column is cut off where there is no room
   */
  Table(Terminal terminal, List<String> titles, List<Cut> cut) {
    this.terminal = terminal;
    this.titles = titles;
    this.cut = List.copyOf(cut);
  }

  void add(List<String> cells) {
    rows.add(cells.stream().map(Printable::line).toList());
  }

  void print() {
    int[] widths = widths();
    terminal.out().println(terminal.paint(Colour.TITLE, line(titles, widths)));
    rows.forEach(row -> terminal.out().println(line(row, widths)));
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int at = 0; at < widths.length; at++) {
      String cell = cut(cells.get(at), cut.get(at), widths[at]);
      line.append(at == 0 ? "" : GAP).append(Printable.padded(cell, widths[at]));
    }
    return line.toString().stripTrailing();
  }

  private String cut(String cell, Cut how, int width) {
    return how == Cut.BEGINNING
        ? Printable.end(cell, width, terminal.mark())
        : Printable.cut(cell, width, terminal.mark());
  }

  private int[] widths() {
    int[] widths = new int[titles.size()];
    Arrays.setAll(widths, this::natural);
    int over = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1);
    over -= terminal.columns().getAsInt();
    while (over > 0) {
      int widest = widest(widths);
      if (widest < 0) {
        break;
      }
      widths[widest]--;
      over--;
    }
    return widths;
  }

  private int natural(int column) {
    return rows.stream()
        .mapToInt(row -> Printable.width(row.get(column)))
        .reduce(Printable.width(titles.get(column)), Math::max);
  }

  private int widest(int[] widths) {
    int widest = -1;
    for (int at = 0; at < widths.length; at++) {
      boolean can = cut.get(at) != Cut.NEVER && widths[at] > NARROWEST;
      if (can && (widest < 0 || widths[at] > widths[widest])) {
        widest = at;
      }
    }
    return widest;
  }
}
