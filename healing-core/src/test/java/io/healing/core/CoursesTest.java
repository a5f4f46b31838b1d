package io.healing.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.PluginState;
import io.healing.core.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A recovery procedure belongs to one process. */
class CoursesTest {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  private static final String OWNER = "healing.procedure";

  private final InMemoryStore store = InMemoryStore.create();
  private final StoredRows rows = new StoredRows(store.states());
  private final long first = store.instances().register("one", 1, NOW).id();
  private final long second = store.instances().register("two", 2, NOW).id();
  private final Courses one = new Courses(store, rows, first);
  private final Courses two = new Courses(store, new StoredRows(store.states()), second);
  private final Course course = Course.begun("i-1", "be_careful", 0.9, NOW);

  @AfterEach
  void close() {
    store.close();
  }

  private void stored(Course row) {
    store.states().save(OWNER, Map.of(row.incident(), new PluginState(1, row.text())));
  }

  @Test
  void itIsReadAsItWasWritten() {
    Course full =
        course
            .with(new CourseClock(NOW.minusSeconds(5), NOW))
            .with(17)
            .having(3)
            .having(4)
            .later(Duration.ofSeconds(2))
            .in(Course.Phase.ASKING);
    assertThat(Course.of(full.text())).isEqualTo(full);
    assertThat(Course.of(course.text())).isEqualTo(course);
    assertThatThrownBy(() -> Course.of("i-1\nnonsense")).hasMessageContaining("13 lines");
  }

  @Test
  void whatADeadProcessLeftIsTakenUpByOne() {
    stored(course.by(99));
    one.look(NOW);
    two.look(NOW);
    assertThat(one.find("i-1")).isPresent();
    assertThat(two.find("i-1")).isEmpty();
    assertThat(two.holds("i-1")).isTrue();
  }

  @Test
  void whoLostItNoticesItAndDoesNothingMore() {
    assertThat(one.begin(course)).isTrue();
    stored(course.by(second).having(5));

    assertThat(one.keep(course.having(4))).isFalse();
    assertThat(one.find("i-1")).isEmpty();
    assertThat(Course.of(store.states().find(OWNER, "i-1").orElseThrow().text()).actions())
        .containsExactly(5L);
    one.look(NOW);
    assertThat(one.holds("i-1")).isTrue();
  }

  @Test
  void whatAnotherProcessHasByNowIsLetGoOfAtTheNextLook() {
    assertThat(one.begin(course)).isTrue();
    stored(course.by(second));
    one.look(NOW);
    assertThat(one.find("i-1")).isEmpty();
    two.look(NOW);
    assertThat(two.find("i-1")).isPresent();
  }

  @Test
  void oneThatIsUnderWayIsNotBegunAgain() {
    assertThat(one.begin(course)).isTrue();
    assertThat(two.begin(course)).isFalse();
    two.look(NOW);
    assertThat(two.find("i-1")).isEmpty();
    assertThat(two.holds("i-1")).isTrue();
  }

  @Test
  void oneThatEndedElsewhereIsNotKept() {
    assertThat(one.begin(course)).isTrue();
    store.states().remove(OWNER, "i-1");
    assertThat(one.keep(course.having(4))).isFalse();
    assertThat(store.states().all(OWNER)).isEmpty();
  }

  @Test
  void aRowThatCannotBeReadStopsNoOtherAndIsTold() {
    store.states().save(OWNER, Map.of("i-0", new PluginState(2, "of a newer release")));
    store.states().save(OWNER, Map.of("i-2", new PluginState(1, "nonsense")));
    stored(course.by(99));

    one.look(NOW);

    assertThat(one.find("i-1")).isPresent();
    assertThat(one.holds("i-0")).as("a newer release may be at it").isTrue();
    assertThat(rows.look())
        .hasValueSatisfying(
            said ->
                assertThat(said.findings())
                    .singleElement()
                    .satisfies(
                        finding ->
                            assertThat(finding.message())
                                .contains("healing.procedure i-0 (it is of form 2")
                                .contains("healing.procedure i-2")));
    assertThat(rows.look()).as("once").isEmpty();
    store.states().remove(OWNER, "i-0");
    store.states().remove(OWNER, "i-2");
    one.look(NOW.plusSeconds(10));
    assertThat(rows.look()).hasValueSatisfying(said -> assertThat(said.clear()).hasSize(1));
  }
}
