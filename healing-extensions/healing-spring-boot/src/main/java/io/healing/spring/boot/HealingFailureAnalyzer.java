package io.healing.spring.boot;

import io.healing.api.HealingException;
import io.healing.api.environment.EnvironmentException;
import java.util.Set;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in place of a stack trace why Healing does not let the application start, and the mend. */
public final class HealingFailureAnalyzer extends AbstractFailureAnalyzer<HealingException> {
  private static final String GATE =
      "Mend what is named and start again. Or let it be made where the configuration declares it:"
          + " healing.start-gate=heal; or start nevertheless: healing.start-gate=warn.";

  private static final String MEND = "Correct this and start again.";
  private static final String OUT = " Or leave Healing out of this start: healing.enabled=false.";
  private static final Set<String> OURS = Set.of("healingHost", "healingSettings");

  /** Made by Boot. */
  public HealingFailureAnalyzer() {}

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, HealingException cause) {
    String action =
        cause instanceof EnvironmentException ? GATE : ofHealing(rootFailure) ? MEND + OUT : MEND;
    return new FailureAnalysis(cause.getMessage(), action, cause);
  }

  /** Whether Healing itself could not be made; else a part of the application could not. */
  private static boolean ofHealing(Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      String bean = one instanceof BeanCreationException made ? made.getBeanName() : null;
      if (bean != null && OURS.contains(bean)) {
        return true;
      }
    }
    return false;
  }
}
