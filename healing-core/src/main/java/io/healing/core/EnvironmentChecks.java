package io.healing.core;

import io.healing.api.Subject;
import io.healing.api.config.HealingConfig;
import io.healing.api.detect.EnvironmentCheck;
import io.healing.api.detect.ErrorSeverity;
import io.healing.api.detect.ErrorType;
import io.healing.api.detect.Finding;
import io.healing.api.detect.MonitorRequest;
import io.healing.api.detect.Observation;
import io.healing.api.environment.EnvironmentGroup;
import io.healing.core.environment.Environment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;

/** The checks of a declared environment: ours, and those of other libraries on the class path. */
final class EnvironmentChecks {
  private EnvironmentChecks() {}

  /** Adds all of them, where an environment is declared. */
  static void addTo(Plugins plugins, HealingConfig config) {
    plugins.builtIn(Environment.builtIn());
    for (ClassLoader loader : loaders()) {
      plugins.discover(
          EnvironmentCheck.class, () -> ServiceLoader.load(EnvironmentCheck.class, loader));
    }
    boolean checked =
        plugins.of(EnvironmentCheck.class).stream()
            .anyMatch(check -> check.group() == EnvironmentGroup.DATABASES);
    if (!config.environment().databases().isEmpty() && !checked) {
      plugins.builtIn(List.of(new NobodyChecks()));
    }
  }

  /** Where services are looked for: beside Healing, and where the program looks. */
  static Set<ClassLoader> loaders() {
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    loaders.add(Objects.requireNonNull(EnvironmentChecks.class.getClassLoader()));
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    if (context != null) {
      loaders.add(context);
    }
    return loaders;
  }

  /** Says that what is declared is checked by nobody. */
  private static final class NobodyChecks implements EnvironmentCheck {

    @Override
    public String id() {
      return "healing.environment-databases";
    }

    @Override
    public EnvironmentGroup group() {
      return EnvironmentGroup.DATABASES;
    }

    @Override
    public Observation check(MonitorRequest request) {
      Observation.Builder said = Observation.builder();
      request
          .environment()
          .databases()
          .forEach(
              database ->
                  said.finding(
                      Finding.of(
                              "database.not_checked",
                              Subject.environment(database.path()),
                              database.path() + " is declared, but nothing here can check it")
                          .withType(ErrorType.CONFIGURATION_ERROR)
                          .withSeverity(ErrorSeverity.HIGH)
                          .withHint("Add healing-sqlite to the class path")));
      return said.build();
    }
  }
}
