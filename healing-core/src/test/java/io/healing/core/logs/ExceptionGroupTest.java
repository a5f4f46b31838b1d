package io.healing.core.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExceptionGroupTest {
  private static final String TRACE =
      """
      2026-01-31 12:00:00 ERROR it went wrong
      com.acme.OrderException: Order %d not found
      \tat java.base/java.util.Optional.orElseThrow(Optional.java:403)
      \tat com.acme.Orders$$Lambda$14/0x0000000800c03000.run(Unknown Source)
      \tat app//com.acme.Orders.read(Orders.java:%d)
      \tat jdk.proxy2/jdk.proxy2.$Proxy12.read(Unknown Source)
      \tat com.acme.Nightly.run(Nightly.java:7)
      Caused by: java.io.IOException: broken after %d ms
      \tat com.acme.Disk.read(Disk.java:1)
      \t... 12 more
      the end
      """;

  private static ExceptionGroup last(String log) {
    return ExceptionGroup.last(log).orElseThrow();
  }

  @Test
  void aPrintedTraceHasTypeMessageCausesAndOwnFrames() {
    assertThat(last(TRACE.formatted(17, 12, 5)))
        .isEqualTo(
            new ExceptionGroup(
                "com.acme.OrderException",
                "Order <*> not found",
                List.of("java.io.IOException: broken after <*>"),
                "com.acme.Orders.read\ncom.acme.Nightly.run\ncom.acme.Disk.read"));
  }

  @Test
  void theSameFaultWithOtherNumbersAndLinesOfSourceIsTheSameGroup() {
    assertThat(last(TRACE.formatted(17, 12, 5)).key())
        .isEqualTo(last(TRACE.formatted(4711, 13, 900)).key());
  }

  @Test
  void anotherTypeFrameOrCauseIsAnotherGroup() {
    String trace = TRACE.formatted(1, 1, 1);

    assertThat(last(trace).key())
        .isNotEqualTo(last(trace.replace("OrderException", "StockException")).key())
        .isNotEqualTo(last(trace.replace("Orders.read", "Orders.write")).key())
        .isNotEqualTo(last(trace.replace("IOException", "SQLException")).key());
  }

  @Test
  void theLastTraceCounts() {
    String log = TRACE.formatted(1, 1, 1) + "java.lang.Error\n\tat com.acme.A.b(A.java:1)\n";

    assertThat(last(log).type()).isEqualTo("java.lang.Error");
    assertThat(last(log).message()).isEmpty();
  }

  @Test
  void aLogWithoutATraceHasNone() {
    assertThat(ExceptionGroup.last("")).isEmpty();
    assertThat(ExceptionGroup.last("com.acme.OrderException: lost\nnothing more")).isEmpty();
    assertThat(ExceptionGroup.last("this is no type\n\tat a.B.c(B.java:1)")).isEmpty();
  }
}
