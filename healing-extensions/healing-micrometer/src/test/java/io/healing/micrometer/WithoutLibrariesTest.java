package io.healing.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Resilience4j and Failsafe are needed by those alone who use them. */
class WithoutLibrariesTest {
  private static URLClassLoader without(String... names) {
    URL[] rest =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> Arrays.stream(names).noneMatch(entry::contains))
            .map(WithoutLibrariesTest::url)
            .toArray(URL[]::new);
    return new URLClassLoader(rest, ClassLoader.getPlatformClassLoader());
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(entry, e);
    }
  }

  @Test
  void allElseWorksWithoutThem() throws Exception {
    try (URLClassLoader loader = without("resilience4j", "failsafe")) {
      assertThatThrownBy(() -> loader.loadClass("dev.failsafe.RetryPolicy"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThatThrownBy(
              () -> loader.loadClass("io.github.resilience4j.circuitbreaker.CircuitBreaker"))
          .isInstanceOf(ClassNotFoundException.class);
      Supplier<?> alone =
          (Supplier<?>)
              loader.loadClass(Alone.class.getName()).getDeclaredConstructor().newInstance();

      assertThat(alone.get()).isEqualTo("1 run, true, faults []");
    }
  }

  @Test
  void breakersOfResilience4jNeedNoRetries() throws Exception {
    try (URLClassLoader loader = without("resilience4j-retry", "failsafe")) {
      Class<?> breakers = loader.loadClass(Resilience4jBreakers.class.getName());

      assertThat(breakers.getMethods()).extracting("name").contains("of", "check");
    }
  }
}
