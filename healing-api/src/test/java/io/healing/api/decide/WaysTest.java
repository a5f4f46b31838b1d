package io.healing.api.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.healing.api.decide.Deed.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way is complete but for who does it and why. */
class WaysTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '!',
      textBlock =
          """
          SHOW     | s3     | healing show s3                           | healing.admin().show("s3")
          WHY      | i-1f2c | healing why i-1f2c                        | healing.admin().why("i-1f2c")
          REJECT   | s3     | healing reject s3 --by NAME --reason TEXT | healing.admin().reject(3, "NAME", "TEXT")
          LIFT     | s3     | healing lift s3                           | healing.admin().lift(3)
          ROLLBACK | a5     | healing rollback a5 --by NAME             | healing.admin().rollback(5, "NAME")
          RETRY    | i-1f2c | healing retry i-1f2c                      | healing.admin().retry("i-1f2c")
          END      | i-1f2c | healing end i-1f2c                        | healing.admin().end("i-1f2c")
          PAUSE    | !!     | healing pause --by NAME --reason TEXT     | healing.admin().pause("TEXT", "NAME")
          RESUME   | !!     | healing resume                            | healing.admin().resume()
          DOCTOR   | !!     | healing doctor --fix                      | healing.doctor().heal()
          """)
  void aDeedIsACommandOrACall(Kind kind, String id, String command, String call) {
    assertThat(Ways.commands().to(Deed.of(kind, id))).isEqualTo(command);
    assertThat(Ways.code().to(Deed.of(kind, id))).isEqualTo(call);
  }

  @Test
  void anApprovalCarriesThePlanWhereTheCallNeedsIt() {
    Deed approve = Deed.approve("s3", "5ee4");

    assertThat(Ways.commands().to(approve)).isEqualTo("healing approve s3 --by NAME");
    assertThat(Ways.code().to(approve)).isEqualTo("healing.admin().approve(3, \"5ee4\", \"NAME\")");
  }

  @ParameterizedTest
  @EnumSource
  void onlyWhatIsChangedNeedsAPersonAndOnlyThenAReason(Kind kind) {
    assertThat(kind.changes() || !kind.needsPerson()).isTrue();
    assertThat(kind.needsPerson() || !kind.needsReason()).isTrue();
  }

  @Test
  void aNoteIsSaidOnlyWhereThereIsOne() {
    assertThat(Ways.commands().note()).isEmpty();
    assertThat(Ways.code().note()).isEmpty();
    assertThat(Ways.commands("Give --db.").note()).isEqualTo("Give --db.");
  }
}
