package io.healing.core;

import io.healing.api.act.DeploymentControl;
import io.healing.api.act.LogLevelControl;
import io.healing.api.act.ServiceControl;
import io.healing.api.ai.LanguageModel;
import io.healing.api.config.ErrorDetectionConfig;
import io.healing.api.config.HealingConfig;
import io.healing.core.act.Acting;
import io.healing.core.act.Tools;
import io.healing.core.ai.Redactor;
import io.healing.core.detect.Detection;
import io.healing.core.detect.Host;
import io.healing.core.diagnose.Diagnosing;
import io.healing.core.notify.Notifying;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Our own plug-ins: what each room brings with it. */
final class BuiltIns {
  private BuiltIns() {}

  /**
   * Adds all of them.
   *
   * @param host what the program handed over: its handles are for the rooms that watch and change
   */
  static void addTo(Plugins plugins, HealingConfig config, HostParts host) {
    ErrorDetectionConfig detection = config.selfHealing().errorDetection();
    Duration interval = Duration.ofSeconds(detection.monitoringInterval());
    plugins.builtIn(Detection.builtIn(interval, detection.patternRecognitionEnabled()));
    Host watched = watched(config, host);
    plugins.builtIn(Detection.ofProgram(watched));
    if (host.machine()) {
      plugins.builtIn(Detection.ofMachine(watched));
    }
    Redactor redactor = new Redactor();
    plugins.builtIn(
        Diagnosing.builtIn(
            plugins.of(LanguageModel.class).stream().findFirst(), redactor, redactor::hasSecret));
    plugins.builtIn(List.of(new EnvironmentAnalyzer(ProgramParts.of(config, host), plugins)));
    plugins.builtIn(Acting.builtIn(tools(plugins, config, host)));
    plugins.builtIn(Notifying.builtIn(System::getenv, config.baseDirectory()));
  }

  private static Tools tools(Plugins plugins, HealingConfig config, HostParts host) {
    return new Tools(
        config.selfHealing().limits(),
        config.selfHealing().host(),
        host.handles(),
        plugins.of(ServiceControl.class),
        plugins.of(DeploymentControl.class),
        plugins.of(LogLevelControl.class));
  }

  private static Host watched(HealingConfig config, HostParts host) {
    return new Host(
        config.selfHealing().errorDetection(),
        host.watched(),
        host.dataSources(),
        config.selfHealing().host().services(),
        config.database(),
        host.program(),
        host.started(),
        host.nanos(),
        () -> UUID.randomUUID().toString());
  }
}
