package io.healing.core.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineMaskTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "took 1,234.56 ms | took <*> ms",
        "read 12 of 400 rows | read <*> of <*> rows",
        "no such file /data/in.csv | no such file /data/in.csv",
        "id 123e4567-e89b-12d3-a456-426614174000 | id <*>",
      })
  void whatDiffersIsMaskedAndTheRestStays(String line, String mask) {
    assertThat(LineMask.mask(line)).isEqualTo(mask);
  }

  @Test
  void aGivenNameIsMaskedWhereItIsAWord() {
    assertThat(LineMask.mask("load-eu has no load-europe", "load-eu"))
        .isEqualTo("<*> has no load-europe");
  }
}
