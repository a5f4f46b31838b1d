package io.healing.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.WireWord;
import io.healing.api.job.JobRun;
import io.healing.api.job.RunError;
import io.healing.api.job.RunOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassificationTest {

  private static String of(String type, String message, String stack) {
    return Classification.of(new RunError(type, message, stack)).word();
  }

  @ParameterizedTest
  @CsvSource({
    "java.net.SocketTimeoutException, network_timeout",
    "java.net.ConnectException, network_timeout",
    "java.net.UnknownHostException, network_timeout",
    "java.net.http.HttpTimeoutException, network_timeout",
    "java.sql.SQLException, database_connection",
    "java.sql.SQLTransientConnectionException, database_connection",
    "java.lang.OutOfMemoryError, memory_leak",
    "java.lang.ClassNotFoundException, dependency_failure",
    "java.lang.NoClassDefFoundError, dependency_failure",
    "java.nio.file.NoSuchFileException, configuration_error",
    "java.io.FileNotFoundException, configuration_error",
    "java.nio.file.AccessDeniedException, configuration_error",
    "java.time.format.DateTimeParseException, configuration_error",
    "com.fasterxml.jackson.core.JsonParseException, configuration_error",
    "java.lang.IllegalStateException, unknown",
  })
  void theClassOfTheExceptionSaysIt(String type, String expected) {
    assertThat(of(type, "", "")).isEqualTo(expected);
  }

  @Test
  void theClassWinsOverWords() {
    assertThat(of("java.sql.SQLException", "out of memory", "")).isEqualTo("database_connection");
  }

  @Test
  void aCauseSaysItWhereTheOutermostDoesNot() {
    String stack =
        "at a.B.c(B.java)\nCaused by: java.net.ConnectException: Connection refused\nat x.Y.z(Y)\n";

    assertThat(of("java.util.concurrent.ExecutionException", "", stack))
        .isEqualTo("network_timeout");
    assertThat(of("java.sql.SQLException", "", stack)).isEqualTo("database_connection");
    assertThat(of("x.MyException", "", "Caused by: java.lang.OutOfMemoryError\n"))
        .isEqualTo("memory_leak");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Out of memory: cannot allocate | memory_leak",
        "memory of the cache will leak | memory_leak",
        "High CPU usage detected | cpu_spike",
        "connection to peer: timeout | network_timeout",
        "Connection timed out | network_timeout",
        "connection refused | database_connection",
        "database timeout | database_connection",
        "the API said: error | api_failure",
        "HTTP 429 | api_failure",
        "503 Service Unavailable | api_failure",
        "deployment of v2 failed | deployment_failure",
        "config file error | configuration_error",
        "cat: /data/in: No such file or directory | configuration_error",
        "sh: foo: command not found | dependency_failure",
        "module requests not found | dependency_failure",
        "No errors found, all good | unknown",
        "API: no errors found | unknown",
        "api finished, errors: 0 | unknown",
        "without any connection timeouts | unknown",
        "ran with zero memory leaks | unknown",
        "could not connect: connection refused | database_connection",
        "http error: no such host | api_failure",
        "http error: 0 bytes read | api_failure",
        "http errors: none | unknown",
        "rapid error | unknown",
        "all good | unknown",
      })
  void wordsSayItInTheirOrderAndDenialSaysNothing(String text, String expected) {
    assertThat(Classification.ofWords(text).word()).isEqualTo(expected);
  }

  @Test
  void wordsOfTwoLinesDoNotBelongTogether() {
    assertThat(Classification.ofWords("the api is up\nno input, error").word())
        .isEqualTo("unknown");
  }

  @ParameterizedTest
  @CsvSource({
    "126, configuration_error",
    "127, dependency_failure",
    "1, unknown",
    "125, unknown",
    "128, unknown"
  })
  void theExitCodeOfAShellSaysIt(int code, String expected) {
    JobRun run = Sample.ran(RunOutcome.FAILURE).exit(code).run();

    assertThat(Classification.of(run)).extracting(WireWord::word).isEqualTo(expected);
  }

  @Test
  void theLogSaysItWhereNothingElseDoes() {
    JobRun run =
        Sample.ran(RunOutcome.FAILURE).exit(1).log("sh: line 1: foo: command not found").run();

    assertThat(Classification.of(run).word()).isEqualTo("dependency_failure");
  }

  @Test
  void aHugeTextIsReadInNoTime() {
    String huge = "memory connection database api config ".repeat(100_000);

    assertThat(Classification.ofWords(huge).word()).isEqualTo("database_connection");
  }
}
