package io.healing.core;

import io.healing.api.ai.LanguageModel;
import io.healing.api.config.HealingConfig;
import io.healing.core.act.Acting;
import io.healing.core.ai.Redactor;
import io.healing.core.detect.Detection;
import io.healing.core.diagnose.Diagnosing;
import java.time.Duration;
import java.util.List;

/** Our own plug-ins: what each room brings with it. */
final class BuiltIns {
  private BuiltIns() {}

  /**
   * Adds all of them.
   *
   * @param host what the program handed over: its handles are for the rooms that watch and change
   */
  static void addTo(Plugins plugins, HealingConfig config, HostParts host) {
    Duration interval =
        Duration.ofSeconds(config.selfHealing().errorDetection().monitoringInterval());
    plugins.builtIn(Detection.builtIn(interval));
    Redactor redactor = new Redactor();
    plugins.builtIn(
        Diagnosing.builtIn(
            plugins.of(LanguageModel.class).stream().findFirst(), redactor, redactor::hasSecret));
    plugins.builtIn(List.of(new EnvironmentAnalyzer(config, plugins)));
    plugins.builtIn(Acting.builtIn(config.selfHealing().limits()));
  }
}
