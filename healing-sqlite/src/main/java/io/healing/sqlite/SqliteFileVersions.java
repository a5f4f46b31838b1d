package io.healing.sqlite;

import io.healing.api.Image;
import io.healing.api.job.FileVersion;
import io.healing.api.store.FileVersionRepository;
import java.sql.SQLException;
import java.util.List;

final class SqliteFileVersions implements FileVersionRepository {
  private static final String OF = " FROM healing_file_versions WHERE job_id = ? AND path = ?";
  private static final String FIFTH = " ORDER BY id DESC LIMIT 1 OFFSET 4";

  private final Database database;

  SqliteFileVersions(Database database) {
    this.database = database;
  }

  @Override
  public void keep(FileVersion version) {
    database.together(() -> isNew(version) && add(version));
  }

  @Override
  public List<FileVersion> of(String jobId, String path) {
    return database.list(
        SqliteFileVersions::read,
        Sql.of("SELECT *" + OF + " ORDER BY id DESC LIMIT 5", jobId, path));
  }

  private boolean isNew(FileVersion version) {
    Sql newest =
        Sql.of("SELECT *" + OF + " ORDER BY id DESC LIMIT 1", version.jobId(), version.path());
    return database
        .first(SqliteFileVersions::read, newest)
        .filter(known -> known.content().equals(version.content()))
        .isEmpty();
  }

  private boolean add(FileVersion version) {
    database.add(
        new Values()
            .set("job_id", version.jobId())
            .set("path", version.path())
            .set("content", version.content().content().orElseThrow())
            .set("seen_at", version.seenAt())
            .insert("healing_file_versions"));
    String old = "DELETE" + OF + " AND id < (SELECT id" + OF + FIFTH + ")";
    String job = version.jobId();
    return database.change(Sql.of(old, job, version.path(), job, version.path())) >= 0;
  }

  private static FileVersion read(Row row) throws SQLException {
    byte[] bytes = row.bytes("content");
    return new FileVersion(
        row.number("id"),
        row.text("job_id"),
        row.text("path"),
        bytes == null ? Image.absent() : Image.of(bytes),
        row.time("seen_at"));
  }
}
