package io.healing.sqlite.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healing.api.ActionRequest;
import io.healing.api.HealingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PermissionTest {
  private static final String T = "CREATE TABLE t (a)";

  @TempDir Path base;

  @Test
  void aReadOnlyFileIsToldWithTheCommandThatOpensIt() throws Exception {
    Kit kit = Kit.declared(base, "CREATE TABLE t (a, b)").has(T);
    ActionRequest wish = kit.wishes().get(0);
    Files.setPosixFilePermissions(kit.file(), PosixFilePermissions.fromString("r--r--r--"));
    String command = "chmod u+w '" + kit.file().toRealPath() + "'";

    assertThat(kit.check().findings().get(0).hint()).isEqualTo("Run: " + command);
    assertThatThrownBy(() -> kit.apply(wish))
        .isInstanceOfSatisfying(
            HealingException.class, e -> assertThat(e.hint()).isEqualTo("Run: " + command));

    assertThat(new ProcessBuilder("sh", "-c", command).start().waitFor()).isZero();
    kit.apply(wish);
    assertThat(kit.codes()).isEmpty();
  }

  @Test
  void aReadOnlyDirectoryIsTheOneThatIsToldToBeOpened() throws Exception {
    Path folder = Files.createDirectory(base.resolve("it's here"));
    Kit kit = Kit.declared(folder, "CREATE TABLE t (a, b)").has(T);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));

    String hint = kit.check().findings().get(0).hint();

    assertThat(hint).startsWith("Run: chmod u+w '").endsWith("/it'\\''s here'");
    String command = hint.substring("Run: ".length());
    assertThat(new ProcessBuilder("sh", "-c", command).start().waitFor()).isZero();
    kit.heal();
    assertThat(kit.codes()).isEmpty();
  }

  @Test
  void aSchemaThatMayNotBeReadIsToldInWords() throws Exception {
    Path schema = Files.writeString(base.resolve("schema.sql"), T);

    SchemaFault fault =
        new Declaration(base).unreadable(schema, new AccessDeniedException(schema.toString()));

    assertThat(fault.getMessage()).startsWith("The schema schema.sql may not be read by this user");
    assertThat(fault.getMessage()).doesNotContain("Exception");
    assertThat(fault.hint()).isEqualTo("Run: chmod u+r '" + schema + "'");
  }
}
