package io.healing.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** What is ours throws nothing into a thread of the scheduler. */
class FaultsTest {
  private final Faults faults = new Faults();

  @Test
  void anErrorOfOursIsKeptAndNotThrownAsAnExceptionIs() {
    for (Throwable ours : new Throwable[] {new IllegalStateException(), new LinkageError()}) {
      assertThatCode(() -> faults.guard(() -> sneaky(ours))).doesNotThrowAnyException();
      assertThat(faults.take().ours()).isSameAs(ours);
    }
    assertThat(faults.take().ours()).isNull();
  }

  private static void sneaky(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) thrown;
  }
}
