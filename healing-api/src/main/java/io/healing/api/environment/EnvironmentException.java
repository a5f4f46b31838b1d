package io.healing.api.environment;

import io.healing.api.HealingException;

/** Says that a program cannot start, because errors are left in its environment. */
public final class EnvironmentException extends HealingException {
  private static final long serialVersionUID = 1L;

  private final transient DoctorReport report;

  /**
   * Names every error with its mend.
   *
   * @param report with at least one error left
   */
  public EnvironmentException(DoctorReport report) {
    super(words(report), "Mend these and start again");
    this.report = report;
  }

  private static String words(DoctorReport report) {
    StringBuilder text = new StringBuilder("The environment has errors:");
    report.entries().stream()
        .filter(entry -> entry.left() && entry.level() == Level.ERROR)
        .forEach(entry -> text.append("\n  ").append(entry.message()).append(hint(entry)));
    return text.append('\n').toString();
  }

  private static String hint(DoctorEntry entry) {
    return entry.hint().isEmpty() ? "" : ". " + entry.hint();
  }

  /** What the doctor found, and how it stands now. */
  public DoctorReport report() {
    return report;
  }
}
