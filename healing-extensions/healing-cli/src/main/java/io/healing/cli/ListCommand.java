package io.healing.cli;

import io.healing.sqlite.SqliteHealingStore;
import java.util.List;
import picocli.CommandLine.Option;

/** A command that shows a list and changes nothing. */
abstract class ListCommand<T> extends CliCommand {
  private final Listing<T> listing;

  @Option(names = "--json", description = "As JSON, for programs.")
  private boolean json;

  ListCommand(Session session, Listing<T> listing) {
    super(session);
    this.listing = listing;
  }

  abstract List<T> rows(SqliteHealingStore store);

  @Override
  public Integer call() {
    List<T> rows;
    try (SqliteHealingStore store = session().reading()) {
      rows = rows(store);
    }
    if (json) {
      terminal().json(listing.values(rows));
    } else {
      listing.print(terminal(), rows);
    }
    return ExitCode.DONE;
  }
}
