package io.healing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TailTest {

  private static Tail of(int bytes, String... pieces) {
    Tail tail = new Tail(bytes);
    for (String piece : pieces) {
      byte[] all = piece.getBytes(StandardCharsets.UTF_8);
      tail.add(all, all.length);
    }
    return tail;
  }

  @Test
  void whatFitsIsKeptWhole() {
    assertThat(of(100, "one\ntw", "o\n", "three").lines()).containsExactly("one", "two", "three");
    assertThat(of(9, "one\nthree").lines()).containsExactly("one", "three");
  }

  @Test
  void ofMoreTheEndIsKeptFromItsFirstWholeLine() {
    assertThat(of(9, "one\n", "two\n", "three\n", "x").lines()).containsExactly("three", "x");
    assertThat(of(10, "0123456789abcdef\n".repeat(1_000), "end\n").lines()).containsExactly("end");
    assertThat(of(4, "0123456789").lines()).containsExactly("6789");
  }

  @Test
  void nothingHasNoLines() {
    assertThat(of(10).lines()).isEmpty();
  }
}
