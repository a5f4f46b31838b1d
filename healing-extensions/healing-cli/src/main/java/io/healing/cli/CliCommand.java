package io.healing.cli;

import java.util.concurrent.Callable;

/** One command; answers with its exit code. */
abstract class CliCommand implements Callable<Integer> {
  private final Session session;

  CliCommand(Session session) {
    this.session = session;
  }

  final Session session() {
    return session;
  }

  final Terminal terminal() {
    return session.terminal();
  }

  @Override
  public abstract Integer call();
}
