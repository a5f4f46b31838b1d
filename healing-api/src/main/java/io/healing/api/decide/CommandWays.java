package io.healing.api.decide;

/**
 * The command line.
 *
 * @param note what all commands must be given
 */
record CommandWays(String note) implements Ways {
  @Override
  public String to(Deed deed) {
    Deed.Kind kind = deed.kind();
    StringBuilder command = new StringBuilder("healing ").append(kind.word());
    if (kind == Deed.Kind.DOCTOR) {
      command.append(" --fix");
    }
    if (!deed.id().isEmpty()) {
      command.append(' ').append(deed.id());
    }
    if (kind.needsPerson()) {
      command.append(" --by NAME");
    }
    return kind.needsReason() ? command.append(" --reason TEXT").toString() : command.toString();
  }
}
