package io.healing.log4j2;

import io.healing.core.contract.RunLinesContract;

class HealingAppenderTest extends RunLinesContract {
  HealingAppenderTest() {
    super(new Log4jLibrary());
  }
}
