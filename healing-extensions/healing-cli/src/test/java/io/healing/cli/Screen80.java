package io.healing.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Calls the command line within the test, on a screen of 80 columns without colours. */
final class Screen80 {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Path config;
  private boolean colours;
  private int columns = 80;

  Screen80(Path config) {
    this.config = config;
  }

  Screen80 wide(int width) {
    columns = width;
    return this;
  }

  Screen80 coloured() {
    colours = true;
    return this;
  }

  int call(String... args) {
    out.reset();
    err.reset();
    List<String> all = new ArrayList<>(List.of("-c", config.toString()));
    all.addAll(List.of(args));
    return HealingCli.run(terminal(), all.toArray(String[]::new));
  }

  Terminal terminal() {
    return new Terminal(
        new PrintStream(out, false, StandardCharsets.UTF_8),
        new PrintStream(err, false, StandardCharsets.UTF_8),
        StandardCharsets.UTF_8,
        () -> columns,
        colours);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
