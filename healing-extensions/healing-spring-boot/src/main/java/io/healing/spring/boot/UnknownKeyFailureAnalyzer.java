package io.healing.spring.boot;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.Ordered;

/**
 * Says of keys below {@code healing.} that are not known where they stand and what may have been
 * meant; before Boot's own words, which are left to all other keys. It never says their values.
 */
public final class UnknownKeyFailureAnalyzer
    extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> implements Ordered {
  private static final ConfigurationPropertyName OURS = ConfigurationPropertyName.of("healing");

  /** Made by Boot. */
  public UnknownKeyFailureAnalyzer() {}

  /** Before Boot's own, which has none. */
  @Override
  public int getOrder() {
    return 0;
  }

  @Override
  protected @Nullable FailureAnalysis analyze(
      Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
    List<ConfigurationProperty> unknown =
        cause.getUnboundProperties().stream()
            .filter(one -> OURS.isAncestorOf(one.getName()))
            .toList();
    return unknown.isEmpty()
        ? null
        : new FailureAnalysis(
            unknown.stream()
                .map(UnknownKeyFailureAnalyzer::words)
                .collect(Collectors.joining("\n")),
            "Correct it, or take it away. Known are "
                + String.join(", ", KnownKeys.all())
                + ". What is said of jobs, repairs and the environment stands in healing.yaml.",
            cause);
  }

  private static String words(ConfigurationProperty one) {
    String key = one.getName().toString();
    Origin origin = one.getOrigin();
    String maybe = KnownKeys.nearest(key).map(near -> " Maybe " + near + ".").orElse("");
    return key + " is not known" + (origin == null ? "." : ": " + origin + ".") + maybe;
  }
}
