package io.healing.core.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.healing.api.decide.BlockReason;
import io.healing.api.job.JobDefinition;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentRulesTest {
  @TempDir Path home;
  private Workplace place;

  @BeforeEach
  void openTheWorkplace() {
    place = new Workplace(home);
  }

  private void assertAllowed(String name, String before, String after) {
    Path file = place.own(name, before);
    assertThatCode(() -> place.plan(place.edit(file, after))).doesNotThrowAnyException();
  }

  private Refused refused(String name, String before, String after) {
    return place.refused(place.own(name, before), after);
  }

  @ParameterizedTest
  @CsvSource({"1766,310,false", "100,49,false", "100,50,true", "100,51,true", "0,1,true"})
  void aFileMayNotShrinkBelowHalf(int before, int after, boolean allowed) {
    if (allowed) {
      assertAllowed("prompt.md", "a".repeat(before), "b".repeat(after));
    } else {
      assertThat(refused("prompt.md", "a".repeat(before), "b".repeat(after)))
          .hasMessageContaining("below half");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.yaml|a: 1|a: [1",
        "a.yml|a: 1|a: 1\\na: 2",
        "a.yaml|a: 1|&x [*x]",
        "a.json|{}|{\"a\":1",
        "a.json|{}|{\"a\":1,\"a\":2}",
        "a.json|{}|{} x",
        "a.json|{}|' '",
        "a.properties|a=1|a=\\u00zz",
        "a.xml|<a/>|<a><b></a>",
        "A.XML|<a/>|<a>",
        "a.xml|<a/>|<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"
      })
  void whatCannotBeReadIsNotWritten(String name, String before, String after) {
    String next = after.replace("\\n", "\n");
    assertThat(refused(name, before, next)).hasMessageContaining("cannot be read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.yaml|a: 1|a: !custom {b: 2}",
        "a.json|{}|{\"a\":null}",
        "a.json|[]|null",
        "a.properties|a=1|a=2",
        "a.xml|<a/>|<a><b/></a>",
        "a.conf|a|a: [1"
      })
  void whatCanBeReadIsWritten(String name, String before, String after) {
    assertAllowed(name, before, after);
  }

  @Test
  void aBrokenFileMayBeMended() {
    assertAllowed("a.yaml", "dir: [/gone", "dir: [/srv]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.yaml|self_healing: {enabled: false}|self_healing: {enabled: true}",
        "a.yaml|x: 1|self_healing: {enabled: true}",
        "a.yaml|x: {self_healing: {enabled: true}}|x: {y: {enabled: true}}",
        "a.yaml|x: 1|x: [{self-healing: true}]",
        "a.yaml|x: 1|selfHealing: true",
        "a.yaml|environment: {dirs: [a]}|environment: {dirs: [b]}",
        "a.yaml|r: {allowed_commands: []}|r: {allowed_commands: [[rm, -rf]]}",
        "a.yaml|allowed_actions: [a]|allowed_actions: [a, b]",
        "a.yaml|allowed_roots: [a]|allowed_roots: [/]",
        "a.yaml|forbidden_paths: [a]|forbidden_paths: []",
        "a.yaml|b: &b {self_healing: 1}\\nj: {x: 1}|b: &b {self_healing: 1}\\nj: {<<: *b, x: 1}",
        "a.yaml|x: 'self_healing: [broken|x: 1234567890",
        "a.json|{\"self_healing\":{\"enabled\":false}}|{\"self_healing\":{\"enabled\":true}}",
        "a.json|{\"environment\":1}|{\"environment\":2}",
        "a.properties|x.self_healing.enabled=false|x.self_healing.enabled=true",
        "a.properties|environment.dir=a|environment.dir=b"
      })
  void whatHealingItselfMayDoIsNeverChanged(String name, String before, String after) {
    String old = before.replace("\\n", "\n");
    assertThat(refused(name, old, after.replace("\\n", "\n")))
        .hasMessageContaining("what Healing itself may do");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.yaml|{self_healing: {enabled: true}, dir: a}|{self_healing: {enabled: true}, dir: b}",
        "a.yaml|job: {environment: a}|job: {environment: b}",
        "a.properties|x.environment=a|x.environment=b"
      })
  void whatStandsBesideThatMayBeChanged(String name, String before, String after) {
    assertAllowed(name, before, after);
  }

  @Test
  void aRunnerScriptOfSeveralJobsIsLeftAlone() {
    Path script = place.own("run.sh", "exec \"$@\"\n");
    for (int i = 1; i < 8; i++) {
      place.others.add(JobDefinition.of("job" + i).withCommand(List.of(script.toString(), "x")));
    }
    assertThat(place.refused(script, "print('I am a model')\n"))
        .hasMessageContaining("job1, job2, job3, job4, job5, job6, job7");
  }

  private static final String JOBS =
      "jobs:\n  report: {cmd: a, dir: /gone}\n  other: {cmd: b, dir: /srv}\n";

  @Test
  void ofAFileOfSeveralJobsTheOwnPartMayChange() {
    assertAllowed("jobs.yaml", JOBS, JOBS.replace("/gone", "/srv"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jobs:\n  report: {cmd: a, dir: /gone}\n  other: {cmd: b, dir: /tmp}\n",
        "jobs:\n  report: {cmd: a, dir: /srv}\n  third: {cmd: b, dir: /srv}\n",
        "jobs:\n  report: {cmd: a, dir: /srv}\n  other: {cmd: b, dir: /srv}\nstore: {path: x}\n",
        "jobs:\n  report: {cmd: a, dir: /srv}\n  other: {cmd: b, dir: '/srv'}\n---\nx: 1\n"
      })
  void ofAFileOfSeveralJobsNothingElseMayChange(String after) {
    assertThat(refused("jobs.yaml", JOBS, after)).hasMessageContaining("more than its part");
  }

  @Test
  void whatOthersTakeFromAnAnchorIsTheirPartToo() {
    String before = "base: &b {dir: /a}\njobs:\n  report: {<<: *b}\n  other: {<<: *b}\n";
    assertThat(refused("jobs.yaml", before, before.replace("/a", "/b")))
        .hasMessageContaining("more than its part");
  }

  @Test
  void aBareMapOfJobsIsKnownByTheOtherJobsWhoseFileItIs() {
    String before = "report: {dir: /gone}\nother: {dir: /srv}\n";
    Path file = place.own("jobs.yaml", before);
    place.others.add(JobDefinition.of("other").withJobFile(file));
    assertThat(place.refused(file, "report: {dir: /srv}\nother: {dir: /tmp}\n"))
        .hasMessageContaining("(other)");
    assertThatCode(() -> place.plan(place.edit(file, before.replace("gone", "srv"))))
        .doesNotThrowAnyException();
  }

  @Test
  void aBrokenFileOfSeveralJobsIsLeftToAPerson() {
    assertThat(refused("jobs.yaml", "jobs: {report: {dir: [}}\n", JOBS))
        .hasMessageContaining("more than its part");
  }

  @Test
  void aFileThatWasChangedAfterItWasAnalysedIsLeftAlone() {
    Path file = place.own("report.conf", "dir=/gone");
    Refused fault =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            Refused.class,
            () -> place.plan(place.edit(file, "dir=/srv").with("seen_hash", "0".repeat(64))));
    assertThat(fault.reason()).isEqualTo(BlockReason.WORLD_MOVED_ON);
  }

  @ParameterizedTest
  @CsvSource({"8388607,true", "8388608,true", "8388609,false"})
  void aFileThatIsTooLargeIsLeftToAPerson(int size, boolean allowed) {
    String content = "a".repeat(size);
    if (allowed) {
      assertAllowed("big.txt", content, content + "b");
    } else {
      assertThat(refused("big.txt", content, content + "b")).hasMessageContaining("8388608");
    }
  }
}
