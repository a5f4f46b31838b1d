package io.healing.build;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rooms stay apart. Every rule is held against all classes of the three libraries. */
class ArchitectureTest {
  private static final JavaClasses LIBRARIES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.healing.api", "io.healing.core", "io.healing.sqlite");

  /** The rooms in the order in which an event passes them: each knows only those before it. */
  private static final List<String> ROOMS =
      List.of(
          "host",
          "job",
          "environment",
          "detect",
          "review",
          "diagnose",
          "decide",
          "act",
          "learn",
          "notify",
          "ai");

  /** What each room of core shows to the loop; all else in it is hidden. */
  private static final Map<String, String> FACADES =
      Map.ofEntries(
          Map.entry("job", "Jobs"),
          Map.entry("environment", "Environment"),
          Map.entry("detect", "Detection"),
          Map.entry("diagnose", "Diagnosing"),
          Map.entry("decide", "Deciding"),
          Map.entry("act", "Acting"),
          Map.entry("review", "Reviewing"),
          Map.entry("learn", "Learning"),
          Map.entry("notify", "Notifying"),
          Map.entry("ai", "Redactor"),
          Map.entry("config", "Configuration"));

  /** What every room of core may use, and which use none of them nor one another. */
  private static final String[] SHARED = {
    "io.healing.core.process", "io.healing.core.series", "io.healing.core.logs"
  };

  @Test
  void thereIsSomethingToHoldTheRulesAgainst() {
    assertThat(count("io.healing.api")).isGreaterThan(110);
    assertThat(count("io.healing.core")).isGreaterThan(120);
    assertThat(count("io.healing.sqlite")).isGreaterThan(10);
  }

  private static long count(String base) {
    return LIBRARIES.stream().filter(c -> c.getPackageName().startsWith(base)).count();
  }

  @Test
  void apiKnowsNeitherCoreNorSqlite() {
    noClasses()
        .that()
        .resideInAPackage("io.healing.api..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.healing.core..", "io.healing.sqlite..")
        .check(LIBRARIES);
  }

  @Test
  void coreAndSqliteDoNotKnowEachOther() {
    noClasses()
        .that()
        .resideInAPackage("io.healing.core..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.healing.sqlite..")
        .check(LIBRARIES);
    noClasses()
        .that()
        .resideInAPackage("io.healing.sqlite..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.healing.core..")
        .check(LIBRARIES);
  }

  @Test
  void apiUsesNothingButTheJdkAndTheValidationWords() {
    classes()
        .that()
        .resideInAPackage("io.healing.api..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "", "java..", "io.healing.api..", "jakarta.validation..", "org.jspecify.annotations..")
        .check(LIBRARIES);
  }

  @Test
  void apiRoomsKnowOnlyTheRoomsBeforeThem() {
    for (int i = 0; i < ROOMS.size(); i++) {
      List<String> later = ROOMS.subList(i + 1, ROOMS.size());
      noClasses()
          .that()
          .resideInAPackage("io.healing.api." + ROOMS.get(i))
          .should()
          .dependOnClassesThat(in(later))
          .check(LIBRARIES);
    }
  }

  private static DescribedPredicate<JavaClass> in(List<String> rooms) {
    Set<String> packages =
        rooms.stream().map(room -> "io.healing.api." + room).collect(Collectors.toSet());
    packages.add("io.healing.api.config");
    packages.add("io.healing.api.store");
    return DescribedPredicate.describe(
        "reside in a later room", type -> packages.contains(type.getPackageName()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"io.healing.api.(*)..", "io.healing.core.(*)..", "io.healing.sqlite.(*).."})
  void thereAreNoCycles(String rooms) {
    slices().matching(rooms).should().beFreeOfCycles().allowEmptyShould(true).check(LIBRARIES);
  }

  @Test
  void roomsOfCoreDoNotCallOneAnother() {
    for (String room : FACADES.keySet()) {
      String own = "io.healing.core." + room + "..";
      noClasses()
          .that()
          .resideInAPackage(own)
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.healing.core..")
                  .and(DescribedPredicate.not(resideInAPackage(own)))
                  .and(DescribedPredicate.not(resideInAnyPackage(SHARED))))
          .check(LIBRARIES);
    }
    for (String shared : SHARED) {
      noClasses()
          .that()
          .resideInAPackage(shared)
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.healing.core..")
                  .and(DescribedPredicate.not(resideInAPackage(shared))))
          .allowEmptyShould(true)
          .check(LIBRARIES);
    }
  }

  @Test
  void aPartOfARoomIsReachedOnlyFromThatRoom() {
    for (String room : FACADES.keySet()) {
      String own = "io.healing.core." + room;
      noClasses()
          .that()
          .resideOutsideOfPackage(own + "..")
          .should()
          .dependOnClassesThat(resideInAPackage(own + ".(*).."))
          .allowEmptyShould(true)
          .check(LIBRARIES);
    }
  }

  @Test
  void everyRoomOfCoreHasItsFacadeAndOpensLittleElse() {
    FACADES.forEach(
        (room, facade) -> {
          List<JavaClass> top =
              LIBRARIES.stream()
                  .filter(c -> c.getPackageName().equals("io.healing.core." + room))
                  .filter(c -> c.isTopLevelClass() && !c.getSimpleName().equals("package-info"))
                  .toList();
          assertThat(top).as(room).anyMatch(c -> c.getSimpleName().equals(facade));
          assertThat(top.stream().filter(c -> !c.isRecord()).filter(ArchitectureTest::open))
              .as("public classes of " + room + " that are no values")
              .hasSizeLessThanOrEqualTo(3);
        });
  }

  private static boolean open(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC);
  }

  @Test
  void nobodyReadsTheClockOrSleeps() {
    noClasses()
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(java.time.LocalDateTime.class, "now")
        .orShould()
        .callMethod(java.time.ZonedDateTime.class, "now")
        .check(LIBRARIES);
  }

  @Test
  void onlyOnePlaceOfCoreKnowsTheSystemsClock() {
    noClasses()
        .that()
        .haveNameNotMatching(
            "io\\.healing\\.core\\.(SystemTime|parts\\.DiagnosisEngine)|io\\.healing\\.sqlite\\..*")
        .should()
        .callMethod(java.time.InstantSource.class, "system")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .check(LIBRARIES);
  }

  @Test
  void librariesDoNotWriteToTheStandardStreamsAndThrowNoGenericExceptions() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(LIBRARIES);
    GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(LIBRARIES);
  }

  /** All of them take secrets out of what they log; what else logs goes through the first. */
  @Test
  void coreLogsOnlyWhereSecretsAreTakenOut() {
    noClasses()
        .that()
        .resideInAPackage("io.healing.core..")
        .and()
        .haveNameNotMatching("io\\.healing\\.core\\.(RedactedLog|PluginLog|notify\\.LogNotifier)")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.slf4j..")
        .check(LIBRARIES);
  }

  /** They ask for the level from which on the configuration wants messages. */
  @Test
  void nothingOfOursGetsALoggerThatDoesNotKnowTheLogLevel() {
    noClasses()
        .that()
        .haveNameNotMatching(
            "io\\.healing\\.(core\\.(RedactedLog|notify\\.LogNotifier)|sqlite\\.StoreLog)")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.slf4j.LoggerFactory")
        .orShould()
        .callMethod(System.class, "getLogger", String.class)
        .orShould()
        .callMethod(System.class, "getLogger", String.class, java.util.ResourceBundle.class)
        .check(LIBRARIES);
  }

  @Test
  void nothingIsNamedAfterNothing() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .check(LIBRARIES);
  }
}
