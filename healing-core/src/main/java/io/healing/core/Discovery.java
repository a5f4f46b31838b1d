package io.healing.core;

import io.healing.api.Plugin;
import io.healing.api.act.DeploymentControl;
import io.healing.api.act.LogLevelControl;
import io.healing.api.act.ProcedureSource;
import io.healing.api.act.Remediator;
import io.healing.api.act.ServiceControl;
import io.healing.api.ai.LanguageModel;
import io.healing.api.detect.Monitor;
import io.healing.api.diagnose.Analyzer;
import io.healing.api.job.JobControl;
import io.healing.api.job.ReviewSource;
import io.healing.api.notify.Notifier;
import java.util.List;
import java.util.ServiceLoader;

/** Which kinds of plug-ins are looked for through class loaders, and when. */
final class Discovery {
  private Discovery() {}

  /** Those that our own plug-ins are made with. */
  static void before(Plugins plugins, List<ClassLoader> loaders) {
    for (ClassLoader loader : loaders) {
      find(plugins, LanguageModel.class, loader);
      find(plugins, ServiceControl.class, loader);
      find(plugins, DeploymentControl.class, loader);
      find(plugins, LogLevelControl.class, loader);
    }
  }

  /** The others, which give way where an id of ours is taken. */
  static void after(Plugins plugins, List<ClassLoader> loaders) {
    for (ClassLoader loader : loaders) {
      find(plugins, Monitor.class, loader);
      find(plugins, Analyzer.class, loader);
      find(plugins, Remediator.class, loader);
      find(plugins, Notifier.class, loader);
      find(plugins, JobControl.class, loader);
      find(plugins, ProcedureSource.class, loader);
      find(plugins, ReviewSource.class, loader);
    }
  }

  private static <T extends Plugin> void find(Plugins plugins, Class<T> kind, ClassLoader loader) {
    plugins.discover(kind, () -> ServiceLoader.load(kind, loader));
  }
}
