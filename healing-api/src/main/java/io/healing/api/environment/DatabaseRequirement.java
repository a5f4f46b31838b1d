package io.healing.api.environment;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An SQLite database file with the schema that the application's own DDL makes.
 *
 * @param path the database file, relative to the configuration
 * @param schema the files with the DDL, in the order in which they are run; a directory stands for
 *     its {@code .sql} files in the order of their names
 * @param create whether it may be made when it is missing; else a missing file is an error that a
 *     person must look at, since it may be a wrong path or a lost disk. Default false
 * @param level how much it matters, or null for what each finding says by itself
 */
public record DatabaseRequirement(
    @NotBlank String path,
    @NotEmpty List<@NotBlank String> schema,
    boolean create,
    @Nullable Level level) {

  /** Copies the list. */
  public DatabaseRequirement {
    schema = List.copyOf(schema);
  }
}
