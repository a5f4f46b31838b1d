package io.healing.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.healing.api.config.LimitsConfig;
import io.healing.api.config.RootConfig;
import io.healing.api.config.SelfHealingConfig;
import io.healing.api.environment.DatabaseRequirement;
import io.healing.api.environment.DiskRequirement;
import io.healing.api.environment.EnvironmentConfig;
import io.healing.api.environment.Level;
import io.healing.api.job.SlaConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordsTest {
  private static final Json JSON = new Json();

  static List<Record> records() {
    return List.of(
        RootConfig.defaults(),
        LimitsConfig.defaults(),
        SelfHealingConfig.defaults(),
        SlaConfig.defaults(),
        declared());
  }

  private static EnvironmentConfig declared() {
    return new EnvironmentConfig(
        null,
        List.of(),
        List.of(),
        null,
        List.of(),
        new DiskRequirement(".", 5_000_000_000L, Level.ERROR),
        List.of(),
        List.of(),
        List.of(new DatabaseRequirement("a.db", List.of("a.sql", "b.sql"), true, null)));
  }

  @ParameterizedTest
  @MethodSource("records")
  void aTreeIsTheSameAsTheMappers(Record record) throws Exception {
    assertThat(Records.knows(record.getClass())).isTrue();
    assertThat(Records.tree(record).toString())
        .isEqualTo(new ObjectMapper().readTree(JSON.write(record)).toString());
  }

  @ParameterizedTest
  @MethodSource("records")
  void aRecordComesBackFromItsTree(Record record) {
    assertThat((Object) Records.value(record.getClass(), Records.tree(record))).isEqualTo(record);
  }

  @Test
  void whatIsNotMadeOfSuchValuesIsNotKnown() {
    assertThat(Records.knows(io.healing.api.config.HealingConfig.class)).isFalse();
  }
}
