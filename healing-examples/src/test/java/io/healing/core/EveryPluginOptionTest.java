package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.healing.api.HealingException;
import io.healing.api.Plugin;
import io.healing.api.PluginOption;
import io.healing.api.PluginOption.Kind;
import io.healing.api.config.HealingConfig;
import io.healing.api.config.LogLevel;
import io.healing.core.config.Configuration;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every option of every plug-in of ours, found in the plug-ins: nonsense is refused at start. */
class EveryPluginOptionTest {
  /** Of these any text is right: a user's name at a server is what that server says. */
  private static final Set<String> FREE = Set.of("healing-mail.smtp.user");

  private static final Map<Kind, List<String>> NONSENSE =
      Map.of(
          Kind.TEXT, List.of("\u0007", "([{ non=sense;;", "a \t b"),
          Kind.FLAG, List.of("", "maybe", "2", "TrUeish"),
          Kind.INTEGER, List.of("", "x", "1.5", "0x10", "99999999999999999999"),
          Kind.DECIMAL, List.of("", "x", "NaN", "Infinity", "1e999", "80%"),
          Kind.DURATION, List.of("", "x", "60", "-1s", "1 fortnight"),
          Kind.WORD, List.of("", "nonsense"),
          Kind.PATTERN, List.of("([", "*", "a{2,1}", ""),
          Kind.PATH, List.of("\u0000", "a\u0007"),
          Kind.URL,
              List.of("x", "ftp://h/", "http://", "http://a b/", "http://h:0/", "http://u@h/"),
          Kind.ENDPOINT, List.of("x", "h:", ":80", "h:0", "h:65536", "http://h:80"));

  /** One option of a plug-in. */
  record Asked(Plugin plugin, PluginOption option) {
    @Override
    public String toString() {
      return plugin.id() + "." + option.key();
    }

    String fault(Map<String, String> given) {
      HealingException refused =
          catchThrowableOfType(
              HealingException.class,
              () -> Configuration.options(plugin.options(), given, "plugins." + plugin.id()));
      return refused == null ? "" : String.valueOf(refused.getMessage());
    }

    String fault(String value) {
      return fault(Map.of(option.key(), value));
    }
  }

  static List<Asked> options() {
    Plugins plugins = new Plugins(LogLevel.ERROR);
    List<ClassLoader> loaders = List.of(EveryPluginOptionTest.class.getClassLoader());
    Discovery.before(plugins, loaders);
    HostParts host =
        new HostParts(
            List.of(), Map.of(), new CallCounts("runs"), "x", Instant.EPOCH, () -> 0, true);
    BuiltIns.addTo(plugins, HealingConfig.defaults(Path.of("")), host);
    Discovery.after(plugins, loaders);
    List<Asked> all = new ArrayList<>();
    for (Plugin plugin : plugins.of(Plugin.class)) {
      plugin.options().forEach(option -> all.add(new Asked(plugin, option)));
    }
    return all;
  }

  @Test
  void thereAreManyOptionsOfEveryKind() {
    assertThat(options())
        .hasSizeGreaterThan(200)
        .extracting(Asked::toString)
        .contains("healing-mail.smtp.host", "healing-micrometer.meters.watch");
    assertThat(options()).extracting(asked -> asked.option().kind()).contains(Kind.values());
  }

  @ParameterizedTest
  @MethodSource("options")
  void nonsenseIsRefusedWithTheOptionAndTheValue(Asked asked) {
    for (String value : NONSENSE.getOrDefault(asked.option().kind(), List.of())) {
      boolean none = value.isEmpty() && asked.option().standard().isEmpty();
      if (!none && !FREE.contains(asked.toString())) {
        assertThat(asked.fault(value))
            .as("%s: \"%s\"", asked, value)
            .startsWith("plugins." + asked + ": ")
            .contains(value.isEmpty() ? "" : value.strip().replaceAll("\\p{Cntrl}", " ").strip());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("options")
  void numbersAndTimesHaveTwoBoundsAndAreRefusedBeyondThem(Asked asked) {
    PluginOption option = asked.option();
    if (!Set.of(Kind.INTEGER, Kind.DECIMAL, Kind.DURATION).contains(option.kind())) {
      return;
    }
    assertThat(option.least()).as("least of %s", asked).isNotNull().isNotNegative();
    assertThat(option.most()).as("most of %s", asked).isNotNull().isGreaterThan(option.least());
    for (double beyond : new double[] {option.least() - 1, option.most() + 1}) {
      assertThat(asked.fault(text(option, beyond))).as("%s: %s", asked, beyond).contains("must be");
    }
    for (double within : new double[] {option.least(), option.most()}) {
      assertThat(asked.fault(text(option, within))).as("%s: %s", asked, within).isEmpty();
    }
  }

  private static String text(PluginOption option, double number) {
    return switch (option.kind()) {
      case DURATION -> Duration.ofMillis(Math.round(number * 1_000)).toString();
      case INTEGER -> Long.toString((long) number);
      default -> Double.toString(number);
    };
  }

  @ParameterizedTest
  @MethodSource("options")
  void theDefaultIsRight(Asked asked) {
    assertThat(asked.fault(asked.option().standard())).as("%s", asked).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("options")
  void levelsInTheWrongOrderAreRefused(Asked asked) {
    PluginOption high = asked.option();
    String low = high.key().replace("critical", "warning");
    Set<String> keys = new TreeSet<>();
    asked.plugin().options().forEach(option -> keys.add(option.key()));
    boolean level = high.key().matches("critical(_severity)?") && keys.contains(low);
    assertThat(high.above()).as("%s", asked).isEqualTo(level ? low : null);
    if (level) {
      boolean word = high.kind() == Kind.WORD;
      String fault = asked.fault(Map.of(high.key(), word ? "low" : "7", low, word ? "high" : "8"));
      assertThat(fault)
          .startsWith("plugins." + asked + ": ")
          .contains(word ? "must not be below " + low : "must be above " + low);
    }
  }

  @ParameterizedTest
  @MethodSource("options")
  void severalAreTakenAsAListWhereOneOfThemMayHoldAComma(Asked asked) {
    PluginOption option = asked.option();
    boolean plural = option.key().matches("paths|urls|endpoints|watch");
    assertThat(option.many() != PluginOption.Many.ONE).as("%s", asked).isEqualTo(plural);
    if (option.kind() == Kind.PATH && plural) {
      Map<String, String> given = Map.of(option.key(), "a,b\nc\n");
      assertThat(Configuration.options(asked.plugin().options(), given, "x").texts(option.key()))
          .containsExactly("a,b", "c");
      given = Map.of(option.key(), "a, c");
      assertThat(Configuration.options(asked.plugin().options(), given, "x").texts(option.key()))
          .containsExactly("a", "c");
    }
  }

  @Test
  void anAddressMayHaveAPortAnUnderscoreAndBrackets() {
    Asked urls = asked("healing.monitor.http.urls");
    Stream.of("http://h", "https://my_box:8080/x?y=z", "http://[::1]:80/", "http://h/a, https://i")
        .forEach(right -> assertThat(urls.fault(right)).as(right).isEmpty());
  }

  @Test
  void aWatchedMeterIsReadBeforeTheFirstLook() {
    Asked watch = asked("healing-micrometer.meters.watch");
    Stream.of(
            "gauge a.b",
            "gauge a{k=v,l=w} warning 1 critical 5.5 unit tasks; rate c",
            "mean t critical 1e3\nmax u\n",
            "")
        .forEach(right -> assertThat(watch.fault(right)).as(right).isEmpty());
    Stream.of("gauge", "sum a", "gauge a warning", "gauge a warning x", "gauge a{k}", "gauge a b c")
        .forEach(wrong -> assertThat(watch.fault(wrong)).as(wrong).contains("can be watched"));
  }

  private static Asked asked(String name) {
    return options().stream()
        .filter(each -> each.toString().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
