package io.healing.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.healing.api.config.HealingConfig;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An option of the configuration that nothing asks for fails the build. */
class OptionsAreReadTest {
  /**
   * Asked for through other methods of their records; a preset is the defaults that it stands for.
   */
  private static final Set<String> OTHERWISE =
      Set.of(
          "EscalationRung.severities",
          "NotifyRoute.jobs",
          "NotifyRoute.severities",
          "ServiceConfig.unit",
          "ServiceConfig.restart",
          "ServiceConfig.status",
          "SelfHealingConfig.preset");

  private static final JavaClasses LIBRARIES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.healing.api", "io.healing.core", "io.healing.sqlite");

  /** All records of which a configuration is made. */
  private static Set<Class<?>> blocks() {
    Set<Class<?>> blocks = new LinkedHashSet<>();
    collect(HealingConfig.class, blocks);
    return blocks;
  }

  private static void collect(Type type, Set<Class<?>> blocks) {
    if (type instanceof ParameterizedType generic) {
      Stream.of(generic.getActualTypeArguments()).forEach(part -> collect(part, blocks));
    } else if (type instanceof Class<?> block
        && block.isRecord()
        && block.getName().startsWith("io.healing.api")
        && blocks.add(block)) {
      for (RecordComponent part : block.getRecordComponents()) {
        collect(part.getGenericType(), blocks);
      }
    }
  }

  /** What reads and checks a file asks for every option, and so does the record itself. */
  private static boolean acts(JavaAccess<?> access, Class<?> block) {
    JavaClass caller = access.getOriginOwner();
    return !caller.getPackageName().startsWith("io.healing.core.config")
        && !caller.isEquivalentTo(block);
  }

  private static boolean asked(Class<?> block, RecordComponent option) {
    JavaMethod accessor = LIBRARIES.get(block).getMethod(option.getName());
    return accessor.getAccessesToSelf().stream().anyMatch(access -> acts(access, block));
  }

  @Test
  void everyOptionIsAskedForWhereSomethingIsDone() {
    Set<String> unread = new TreeSet<>();
    int options = 0;
    for (Class<?> block : blocks()) {
      for (RecordComponent option : block.getRecordComponents()) {
        options++;
        if (!asked(block, option)) {
          unread.add(block.getSimpleName() + "." + option.getName());
        }
      }
    }
    assertThat(options).isGreaterThan(150);
    assertThat(unread).isEqualTo(new TreeSet<>(OTHERWISE));
  }
}
