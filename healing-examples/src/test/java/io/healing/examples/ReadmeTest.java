package io.healing.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.Plugin;
import io.healing.api.PluginOption;
import io.healing.api.act.Ability;
import io.healing.api.act.ProcedureSpec;
import io.healing.api.act.Remediator;
import io.healing.api.config.ErrorDetectionConfig;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.HostConfig;
import io.healing.api.config.LimitsConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.detect.Monitor;
import io.healing.core.Healing;
import io.healing.core.HealingAdmin;
import io.healing.core.HealingBuilder;
import io.healing.core.ManualHealing;
import io.healing.core.act.Acting;
import io.healing.core.ai.Redactor;
import io.healing.core.config.Configuration;
import io.healing.core.detect.Detection;
import io.healing.core.detect.Host;
import io.healing.core.diagnose.Diagnosing;
import io.healing.core.notify.Notifying;
import io.healing.core.store.InMemoryStore;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README prints is what runs, and what it names is there. */
class ReadmeTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", ".")).toAbsolutePath();
  private static final Path ROOT = MODULE.resolve("..").normalize();
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\n(.*?)^```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

  @TempDir Path home;

  @Test
  void theConfigurationOfReadmeIsReadWithoutAWarning() throws IOException {
    Path file = configuration();

    Configuration.Loaded loaded = Configuration.read(file);

    assertThat(loaded.warnings()).isEmpty();
    assertThat(loaded.config().jobs()).containsOnlyKeys("report", "invoice", "legacy");
    assertThat(loaded.config().job("report").selfHealing().enabled()).isTrue();
    assertThat(loaded.config().job("legacy").selfHealing().enabled()).isFalse();
  }

  @Test
  void whatReadmeCallsADefaultIsOne() throws IOException {
    HealingConfig config = Configuration.read(configuration()).config();

    assertThat(config.selfHealing()).isEqualTo(RootConfig.defaults());
    assertThat(config.store()).isEqualTo(HealingConfig.defaults(home).store());
  }

  @Test
  void healingStartsWithTheConfigurationOfReadme() throws IOException {
    try (ManualHealing manual =
        Healing.builder()
            .store(InMemoryStore.create())
            .config(configuration())
            .manual(Instant.EPOCH)) {
      manual.tick(Duration.ofMinutes(1));

      assertThat(manual.healing().status().jobs()).isEqualTo(3);
    }
  }

  @Test
  void theLineOfOnesOwnPluginIsRightOnceThePluginIsRegistered() throws IOException {
    Path file = configuration();
    Files.writeString(file, Files.readString(file).replace("# example.queue:", "example.queue:"));
    HealingBuilder without = Healing.builder().store(InMemoryStore.create()).config(file);

    assertThatThrownBy(without::build)
        .hasMessageMatching(
            "(?s)\\Q"
                + file
                + "\\E:[0-9]+: plugins.example.queue: there is no plug-in of this id.*")
        .hasMessageContaining("discoverPlugins()");
    try (ManualHealing manual =
        Healing.builder()
            .store(InMemoryStore.create())
            .config(file)
            .plugin(new QueueMonitor())
            .manual(Instant.EPOCH)) {
      manual.tick(Duration.ofMinutes(1));

      assertThat(manual.healing().status().jobs()).isEqualTo(3);
    }
  }

  private Path configuration() throws IOException {
    return configuration("# yaml-language-server");
  }

  private Path configuration(String beginning) throws IOException {
    List<String> blocks = new ArrayList<>(blocks("yaml"));
    blocks.removeIf(block -> !block.startsWith(beginning));
    assertThat(blocks).hasSize(1);
    return Files.writeString(home.resolve("healing.yaml"), blocks.get(0));
  }

  @Test
  void thePermissionsOfWhatIsNoJobAreReadAsTheyStandInReadme() throws IOException {
    HostConfig host =
        Healing.configuration(configuration("self_healing:\n  remediation")).selfHealing().host();
    assertThat(host.services()).hasSize(2);
    assertThat(host.deployments()).hasSize(1);
  }

  @Test
  void theRecoveryProcedureOfReadmeIsReadAsItStandsThere() throws IOException {
    List<ProcedureSpec> procedures =
        Healing.configuration(configuration("self_healing:\n  recovery_procedures"))
            .selfHealing()
            .recoveryProcedures();
    assertThat(procedures).singleElement().satisfies(its -> assertThat(its.steps()).hasSize(3));
  }

  @Test
  void theChannelsAndRoutesOfReadmeAreReadAndStart() throws IOException {
    Path file = configuration("delivery:\n  routes");

    assertThat(Healing.configuration(file).delivery().routes()).hasSize(2);
    try (ManualHealing manual =
        Healing.builder()
            .store(InMemoryStore.create())
            .config(file)
            .discoverPlugins()
            .manual(Instant.EPOCH)) {
      manual.tick(Duration.ofMinutes(1));
      assertThat(manual.healing().status().running()).isTrue();
    }
  }

  @Test
  void everyOptionOfAChannelIsOnItsPage() throws IOException {
    String page = text(ROOT.resolve("docs/notifications.md"));
    Notifying.builtIn(name -> null, ROOT).stream()
        .flatMap(notifier -> notifier.options().stream())
        .map(PluginOption::key)
        .forEach(key -> assertThat(page).contains("`" + key + "`"));
    assertThat(page).contains("healing.notify-webhook", "healing.notify-slack");
  }

  @Test
  void everyPieceOfJavaStandsInAnExample() throws IOException {
    List<String> sources = new ArrayList<>();
    try (Stream<Path> files = Files.list(MODULE.resolve("src/main/java/io/healing/examples"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sources.add(text(file));
      }
    }

    assertThat(blocks("java"))
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(java -> assertThat(sources).anyMatch(source -> source.contains(java)));
  }

  @Test
  void everyPieceOfOutputStandsInTheOutputOfTheDemonstration() throws IOException {
    String demo = text(ROOT.resolve("docs/demo.txt"));

    assertThat(blocks("console"))
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(output -> assertThat(demo).contains(output));
  }

  @Test
  void theKeptOutputShowsEveryScene() throws IOException {
    String demo = text(ROOT.resolve("docs/demo.txt"));
    String source = text(MODULE.resolve("src/main/java/io/healing/examples/demo/DemoMain.java"));
    List<String> scenes = found("story\\.scene\\(\\s*\"([^\"]+)\"", source);

    assertThat(scenes).hasSizeGreaterThanOrEqualTo(8);
    for (int i = 0; i < scenes.size(); i++) {
      assertThat(demo).contains("\n" + (i + 1) + ". " + scenes.get(i) + "\n");
    }
    assertThat(demo).contains("All of it happened.").doesNotContain("DID NOT HAPPEN");
  }

  @Test
  void everyBuiltInMonitorAnalyzerAndActionIsNamed() throws IOException {
    String readme = readme();
    List<String> names = new ArrayList<>();
    Detection.builtIn(Duration.ofSeconds(30), true).forEach(m -> names.add("job." + last(m)));
    Redactor redactor = new Redactor();
    Diagnosing.builtIn(Optional.empty(), redactor, redactor::hasSecret)
        .forEach(analyzer -> names.add(last(analyzer)));
    for (Remediator remediator : Acting.builtIn(LimitsConfig.defaults())) {
      remediator.abilities().stream().map(Ability::type).forEach(t -> names.add(t.word()));
    }

    assertThat(names).hasSizeGreaterThan(25);
    assertThat(names).allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
  }

  @Test
  void everyMonitorOfTheHostIsOnItsPageWithItsOptions() throws IOException {
    Host host =
        new Host(
            ErrorDetectionConfig.defaults(),
            List.of(),
            Map.of(),
            List.of(),
            ROOT,
            "shop",
            Instant.EPOCH,
            () -> 0,
            () -> "m1");
    List<Monitor> monitors = new ArrayList<>(Detection.ofMachine(host));
    monitors.addAll(Detection.ofProgram(host));
    String page = text(ROOT.resolve("docs/monitors.md"));

    assertThat(monitors).hasSizeGreaterThan(15);
    assertThat(monitors).allSatisfy(m -> assertThat(page).contains("| `" + last(m) + "` |"));
    Set<String> levels = Set.of("warning", "critical");
    assertThat(monitors.stream().flatMap(m -> m.options().stream()).map(PluginOption::key))
        .filteredOn(key -> !levels.contains(key))
        .allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
  }

  @Test
  void everyCallOfAPersonIsInTheTable() throws IOException {
    List<String> calls =
        Stream.of(HealingAdmin.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .map(Method::getName)
            .filter(name -> !name.equals("close"))
            .toList();

    String readme = readme();
    assertThat(calls).hasSizeGreaterThan(15);
    assertThat(calls).allSatisfy(name -> assertThat(readme).contains("`", name + "("));
  }

  private static String last(Plugin plugin) {
    return plugin.id().substring(plugin.id().lastIndexOf('.') + 1);
  }

  @Test
  void theTwoCommandsAreThoseThatTheBuildIsCheckedWith() throws IOException {
    String first = readme().lines().limit(25).reduce("", (all, line) -> all + line + "\n");
    String check = text(ROOT.resolve(".ci/run"));

    for (String command : List.of("./mvnw -q verify", "./mvnw -q -Pdemo verify")) {
      assertThat(first).contains(command);
      assertThat(check).contains(command);
    }
  }

  @Test
  void theDependenciesAreOurModulesInOurVersion() throws IOException {
    String xml = String.join("", blocks("xml"));
    String parent = text(ROOT.resolve("pom.xml"));

    assertThat(found("<version>(.*?)</version>", xml))
        .isNotEmpty()
        .containsOnly(found("<revision>(.*?)</revision>", parent).get(0));
    assertThat(found("<artifactId>(.*?)</artifactId>", xml))
        .isNotEmpty()
        .allMatch(
            name ->
                Files.exists(ROOT.resolve(name).resolve("pom.xml"))
                    || Files.exists(ROOT.resolve("healing-extensions").resolve(name)));
  }

  @Test
  void everyFigureStandsInTheMeasurements() throws IOException {
    String readme = readme();
    String table = readme.substring(readme.indexOf("## Measured"), readme.indexOf("How each was"));
    List<String> figures = found("(?m)^\\|.*\\| ([^|]*[0-9][^|]*) \\|$", table);
    List<String> measured =
        found("(?m)^\\|.*\\| ([^|]*[0-9][^|]*) \\|$", text(ROOT.resolve("docs/measurements.md")));

    assertThat(figures).hasSizeGreaterThanOrEqualTo(6);
    assertThat(measured).containsAll(figures);
  }

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (Path directory : List.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("docs/decisions"))) {
      try (Stream<Path> files = Files.list(directory)) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
      }
    }

    assertThat(pages).hasSizeGreaterThan(10);
    for (Path page : pages) {
      assertThat(LINK.matcher(text(page)).results().map(link -> link.group(1)))
          .as("%s", page)
          .allSatisfy(link -> assertThat(page.resolveSibling(link)).exists());
    }
  }

  private static List<String> blocks(String kind) throws IOException {
    List<String> blocks = new ArrayList<>();
    String readme = readme();
    Matcher matcher = BLOCK.matcher(readme);
    while (matcher.find()) {
      if (matcher.group(1).equals(kind) && !playedElsewhere(readme, matcher.start(), kind)) {
        blocks.add(matcher.group(2));
      }
    }
    return blocks;
  }

  /** The module of the command line plays its part of README, but for the Java in it. */
  private static boolean playedElsewhere(String readme, int at, String kind) {
    return !kind.equals("java")
        && at > readme.indexOf("## A broken folder, healed")
        && at < readme.indexOf("## Why you can trust it");
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(hit -> hit.group(1)).toList();
  }

  private static String readme() throws IOException {
    return text(ROOT.resolve("README.md"));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file).replace("\r\n", "\n");
  }
}
