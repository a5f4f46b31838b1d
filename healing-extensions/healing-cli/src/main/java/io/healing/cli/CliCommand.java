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

  /** What picocli is told of it: this, whose annotations it reads, or what they would say. */
  Object command() {
    return this;
  }

  @Override
  public abstract Integer call();
}
