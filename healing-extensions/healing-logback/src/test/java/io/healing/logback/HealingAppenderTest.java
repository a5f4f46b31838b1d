package io.healing.logback;

import io.healing.core.contract.RunLinesContract;

class HealingAppenderTest extends RunLinesContract {
  HealingAppenderTest() {
    super(new LogbackLibrary());
  }
}
