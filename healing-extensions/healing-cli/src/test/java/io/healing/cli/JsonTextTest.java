package io.healing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.healing.api.detect.ErrorSeverity;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {

  @Test
  void everyTextComesBackAsItWas() throws Exception {
    String odd = "\"\\\b\f\n\r\t\u0000\u001b\u007f\u0085é日😀\ud800x/";
    Map<String, Object> value = new LinkedHashMap<>();
    value.put(odd, List.of(odd, List.of(), Map.of()));
    for (String text : List.of(JsonText.pretty(value), JsonText.compact(value))) {
      assertThat((Object) new ObjectMapper().readValue(text, Map.class)).isEqualTo(value);
    }
  }

  @Test
  void wordsTimesAndNothingHaveTheirForm() {
    assertThat(
            JsonText.compact(
                Arrays.asList(
                    ErrorSeverity.HIGH, Instant.EPOCH, Duration.ofSeconds(2), null, true, 1.5, 7)))
        .isEqualTo("[\"high\",\"1970-01-01T00:00:00Z\",2000,null,true,1.5,7]");
  }
}
