package io.healing.spring.boot;

import io.healing.api.HealingException;
import io.healing.api.environment.EnvironmentException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in place of a stack trace why Healing does not let the application start, and the mend. */
public final class HealingFailureAnalyzer extends AbstractFailureAnalyzer<HealingException> {
  private static final String GATE =
      "Mend what is named and start again. Or let it be made where the configuration declares it:"
          + " healing.start-gate=heal; or start nevertheless: healing.start-gate=warn.";

  /** Made by Boot. */
  public HealingFailureAnalyzer() {}

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, HealingException cause) {
    String action =
        cause instanceof EnvironmentException
            ? GATE
            : "Correct this and start again; or leave Healing out with healing.enabled=false.";
    return new FailureAnalysis(cause.getMessage(), action, cause);
  }
}
