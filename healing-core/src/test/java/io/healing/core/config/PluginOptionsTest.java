package io.healing.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.HealingException;
import io.healing.api.Options;
import io.healing.api.PluginOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginOptionsTest {
  private static final List<PluginOption> DECLARED =
      List.of(
          PluginOption.text("folder", "/tmp"),
          PluginOption.flag("strict", true),
          PluginOption.integer("count", 3, 1, 10),
          PluginOption.decimal("percent", 80, 0, 100),
          PluginOption.duration(
              "every", Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofHours(1)),
          PluginOption.word("urgency", "low", List.of("low", "high")),
          new PluginOption("least_only", PluginOption.Kind.INTEGER, "0", 0.0, null));

  @Test
  void whatIsNotGivenHasItsDefault() {
    Options options = options(Map.of());
    assertThat(options.text("folder")).isEqualTo("/tmp");
    assertThat(options.flag("strict")).isTrue();
    assertThat(options.integer("count")).isEqualTo(3);
    assertThat(options.decimal("percent")).isEqualTo(80);
    assertThat(options.duration("every")).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void whatIsGivenIsReadAsItsKind() {
    Options options =
        options(
            Map.of(
                "folder", "no", "strict", "off", "count", "10", "percent", "0.5", "every", "90s"));
    assertThat(options.text("folder")).isEqualTo("no");
    assertThat(options.flag("strict")).isFalse();
    assertThat(options.integer("count")).isEqualTo(10);
    assertThat(options.decimal("percent")).isEqualTo(0.5);
    assertThat(options.duration("every")).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void allFaultsAreToldAtOnce() {
    Map<String, String> given =
        Map.of(
            "contu",
            "1",
            "strict",
            "maybe",
            "count",
            "1.5",
            "percent",
            "x",
            "every",
            "60",
            "zzzzzzzz",
            "1");
    assertThatThrownBy(() -> options(given))
        .isInstanceOf(HealingException.class)
        .hasMessage(
            """
            plugins.acme.disk.contu: is unknown. Maybe count
            plugins.acme.disk.count: "1.5" is not a whole number
            plugins.acme.disk.every: "60" is not a time span such as 500ms, 30s, 15m, 24h or 14d
            plugins.acme.disk.percent: "x" is not a number
            plugins.acme.disk.strict: "maybe" is not true or false
            plugins.acme.disk.zzzzzzzz: is unknown. Known are count, every, folder, least_only, percent, strict, urgency\
            """
                .stripIndent());
  }

  @ParameterizedTest
  @CsvSource({
    "count, 0, 1, 10, 11, from 1 to 10",
    "percent, -0.1, 0, 100, 100.1, from 0 to 100",
    "every, 999ms, 1s, 1h, 61m, from 1s to 3600s",
    "least_only, -1, 0, 5, , at least 0"
  })
  void aValueIsRefusedBelowAndAboveItsRange(
      String key, String below, String least, String most, String above, String range) {
    assertThat(options(Map.of(key, least)).text(key)).isNotEmpty();
    assertThat(options(Map.of(key, most)).text(key)).isNotEmpty();
    assertThatThrownBy(() -> options(Map.of(key, below))).hasMessageEndingWith(" must be " + range);
    if (above != null) {
      assertThatThrownBy(() -> options(Map.of(key, above)))
          .hasMessageEndingWith(" must be " + range);
    }
  }

  @Test
  void aPluginWithoutOptionsTakesNone() {
    assertThatThrownBy(() -> Configuration.options(List.of(), Map.of("a", "b"), "plugins.x"))
        .hasMessage("plugins.x.a: is unknown. It has no options");
  }

  @Test
  void theOptionsOfAFileAreRead() {
    String file =
        "plugins:\n  acme.disk: { strict: no, count: 1_0, every: PT2S, folder: 2020-01-01 }\n";
    Map<String, Map<String, String>> plugins =
        Configuration.parse(file, Path.of("healing.yaml")).config().plugins();
    Options options = options(plugins.get("acme.disk"));
    assertThat(options.flag("strict")).isFalse();
    assertThat(options.integer("count")).isEqualTo(10);
    assertThat(options.duration("every")).isEqualTo(Duration.ofSeconds(2));
    assertThat(options.text("folder")).isEqualTo("2020-01-01");
  }

  private static Options options(Map<String, String> given) {
    return Configuration.options(DECLARED, given, "plugins.acme.disk");
  }

  @Test
  void aWordIsOneOfThoseThatThereAre() {
    assertThat(options(Map.of()).text("urgency")).isEqualTo("low");
    assertThat(options(Map.of("urgency", "high")).text("urgency")).isEqualTo("high");
    assertThatThrownBy(() -> options(Map.of("urgency", "hihg")))
        .isInstanceOf(HealingException.class)
        .hasMessageContaining("urgency")
        .hasMessageContaining("\"hihg\" is not one of low, high. Maybe high");
    assertThatThrownBy(() -> PluginOption.word("urgency", "none", List.of("low")))
        .hasMessageContaining("The default of urgency is one of [low], but is \"none\"");
  }

  @Test
  void aListOfTheFileIsSeveralValues() {
    List<PluginOption> declared =
        List.of(
            PluginOption.path("paths", "").several(),
            PluginOption.url("urls", "http://a/, http://b/").several(),
            PluginOption.text("name", "x"));
    String file = "plugins:\n  acme.disk:\n    paths: [a, 'b, c']\n";
    Configuration.Loaded loaded = Configuration.parse(file, Path.of("healing.yaml"));
    Options options =
        Configuration.options(
            declared,
            loaded.config().plugins().get("acme.disk"),
            "plugins.acme.disk",
            loaded.places());
    assertThat(options.texts("paths")).containsExactly("a", "b, c");
    assertThat(options.texts("urls")).containsExactly("http://a/", "http://b/");
    assertThat(options.texts("name")).containsExactly("x");
    options = Configuration.options(declared, Map.of("paths", "", "urls", ""), "x");
    assertThat(options.texts("paths")).isEmpty();
    assertThat(options.texts("urls")).isEmpty();
  }

  @Test
  void whatIsWrongBelowPluginsIsToldWithItsLine() {
    List<PluginOption> declared =
        List.of(
            PluginOption.text("name", "x"),
            PluginOption.pattern("pattern", "."),
            PluginOption.decimal("warning", 80, 0, 100),
            PluginOption.decimal("critical", 90, 0, 100).withAbove("warning"),
            PluginOption.endpoint("endpoints", "").several());
    String file =
        """
        plugins:
          acme.disk:
            name: [a, b]
            pattern: "(["
            warning: 95
            critical: 90
            endpoints:
              - a:1
              - nowhere
            nmae: x
        """;
    Configuration.Loaded loaded = Configuration.parse(file, Path.of("healing.yaml"));
    assertThatThrownBy(
            () ->
                Configuration.options(
                    declared,
                    loaded.config().plugins().get("acme.disk"),
                    "plugins.acme.disk",
                    loaded.places()))
        .hasMessage(
            """
            healing.yaml:3: plugins.acme.disk.name: is a list, but one value is wanted. Write one value
            healing.yaml:4: plugins.acme.disk.pattern: "([" is no regular expression: Unclosed character class at character 2. Put \\ before what is meant as it stands, such as \\[
            healing.yaml:6: plugins.acme.disk.critical: 90.0 must be above warning, which is 95.0. Raise it, or lower that
            healing.yaml:7: plugins.acme.disk.endpoints: "nowhere" is no endpoint. Write host:port, such as db.internal:5432
            healing.yaml:10: plugins.acme.disk.nmae: is unknown. Maybe name\
            """);
  }
}
