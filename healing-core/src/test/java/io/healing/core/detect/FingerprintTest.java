package io.healing.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.Subject;
import io.healing.api.detect.Finding;
import io.healing.core.logs.LineMask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {

  private static String of(String job, String id, String cause) {
    return Detection.fingerprint(Finding.of(id, Subject.job(job), "said").withCause(cause));
  }

  private static String of(String cause) {
    return of("nightly", "job.failed", cause);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "Order 17 not found | Order 4711 not found",
        "took 1,234.56 ms | took 9 ms",
        "took 300 ms | took 3 ms",
        "after 120ms | after 5s",
        "offset -3 in part 12 | offset +44 in part 7",
        "at 2026-01-31T12:00:00.123Z it broke | at 2026-02-01T00:00:01Z it broke",
        "at 2026-01-31T12:00:00+01:00 it broke | at 2025-11-01T01:02:03Z it broke",
        "at 12:30:05 it broke | at 01:02:03 it broke",
        "since Tue Nov 21 09:47:00 UTC 2026 | since Mon Jan 3 19:07:12 UTC 2027",
        "since Tue, 21 Nov 2026 | since Sun, 3 Jan 2027",
        "id 123e4567-e89b-12d3-a456-426614174000 | id abcdefab-abcd-abcd-abcd-abcdefabcdef",
        "commit deadbeef1 | commit 0c0ffee",
        "address 0x7f3a | address 0xdeadbeef",
        "java.lang.Object@1b2c3d4e | java.lang.Object@7",
        "token a8F3kz9Qp2 | token 7Zx2Lm4q9",
        "timed out after PT1M30S | timed out after PT45S",
        "User \"alice\" unknown | User \"bob\" unknown",
        "User 'alice' unknown | User 'bob' unknown",
        "no such file /data/2026/01/31/in.csv | no such file /data/2025/12/01/in.csv",
        "no such file /tmp/job-123/in.csv | no such file /tmp/job-9/in.csv",
        "no such file '/tmp/job-123/in.csv' | no such file '/tmp/job-9/in.csv'",
        "at com.acme.Orders$$Lambda$14/0x0000000800c03000.run | at"
            + " com.acme.Orders$$Lambda$77/0x000000080ffff000.run",
        "many   blanks | many blanks",
      })
  void theSameCauseWithOtherNumbersIdsAndTimesIsTheSame(String one, String other) {
    assertThat(of(one))
        .as(LineMask.mask(one, "x") + " = " + LineMask.mask(other, "x"))
        .isEqualTo(of(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "java.io.IOException: broken | java.sql.SQLException: broken",
        "at com.acme.Orders.read | at com.acme.Orders.write",
        "no such file /data/in | no such file /data/out",
        "no such file '/data/in' | no such file '/data/out'",
        "Connection refused | Connection reset",
        "the user can't read, it's locked | the user can't write, it's locked",
        "May fail | Mar fail",
        "column Base64 | column Utf8",
      })
  void anotherCauseIsAnother(String one, String other) {
    assertThat(of(one)).isNotEqualTo(of(other));
  }

  @Test
  void theIdCountsAndTheSubjectDoesNot() {
    assertThat(of("a", "job.failed", "x")).isEqualTo(of("b", "job.failed", "x"));
    assertThat(of("a", "job.failed", "x")).isNotEqualTo(of("a", "job.failing", "x"));
  }

  @Test
  void theOwnNameOfTheJobInACauseDoesNotCount() {
    assertThat(of("load-eu", "job.failed", "job load-eu has no input"))
        .isEqualTo(of("load-us", "job.failed", "job load-us has no input"));
    assertThat(of("load", "job.failed", "downloads full"))
        .isEqualTo(of("x", "job.failed", "downloads full"));
  }

  @Test
  void itIsSixteenHexDigits() {
    assertThat(of("anything")).matches("[0-9a-f]{16}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "'", "\"", "-", "@", "1", "'unclosed", "\ud83d", "\ud83d\ude00 9", "P", "0x"})
  void oddTextsAreTakenAsTheyAre(String text) {
    assertThat(of(text)).matches("[0-9a-f]{16}");
  }

  @Test
  void aHugeCauseCostsNoMoreThanItsBeginning() {
    String huge = "'a1-".repeat(2_000_000);

    assertThat(LineMask.mask(huge, "x")).hasSizeLessThanOrEqualTo(3 * 4_096);
  }
}
