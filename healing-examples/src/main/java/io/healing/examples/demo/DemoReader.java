package io.healing.examples.demo;

import io.healing.api.store.Page;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;

/** What the demonstration starts as a second process: reads what the first one wrote. */
final class DemoReader {
  private DemoReader() {}

  /** Reads the database whose path is given. */
  public static void main(String[] args) {
    try (SqliteHealingStore store = SqliteHealingStore.open(Path.of(args[0]))) {
      System.out.println(store.runs().count() + " runs");
      System.out.println(store.incidents().page(Page.newest(1000)).size() + " incidents");
      System.out.println(store.reviews().page(Page.newest(1000)).size() + " reviews");
      store
          .suggestions()
          .page(Page.newest(1000))
          .forEach(
              entry ->
                  System.out.printf(
                      "s%-3d %-9s %-9s %s%n",
                      entry.row().id(),
                      entry.row().jobId(),
                      entry.row().status().word(),
                      entry.row().title()));
      System.out.println("actions");
      store
          .actions()
          .page(Page.newest(1000))
          .forEach(
              entry ->
                  System.out.printf(
                      "a%-3d %-9s %-16s %-12s %s%n",
                      entry.row().id(),
                      entry.row().jobId(),
                      entry.row().actionType(),
                      entry.row().status().word(),
                      entry.detail().verification().state().word()));
    }
  }
}
