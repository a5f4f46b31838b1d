package io.healing.examples;

import io.healing.core.Healing;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;

/** The least that a program does: it is watched, and nothing is changed. */
public class HelloWorldMain {
  public static void main(String[] args) {
    try (var store = SqliteHealingStore.open(Path.of("target/hello/healing.db"));
        var healing = Healing.builder().store(store).build().start()) {
      int sum = healing.observe("sum", () -> 1 + 1);
      System.out.println("The job gave " + sum);
    }
  }
}
