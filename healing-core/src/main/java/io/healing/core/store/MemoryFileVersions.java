package io.healing.core.store;

import io.healing.api.job.FileVersion;
import io.healing.api.store.FileVersionRepository;
import java.util.List;
import java.util.NavigableSet;

final class MemoryFileVersions implements FileVersionRepository {
  private static final int KEPT = 5;

  private final Tables tables;

  MemoryFileVersions(Tables tables) {
    this.tables = tables;
  }

  @Override
  public void keep(FileVersion version) {
    tables.guard.run(
        () -> {
          String key = Tables.fileKey(version.jobId(), version.path());
          NavigableSet<FileVersion> known = tables.versionsOf.of(key);
          if (known.isEmpty() || !known.last().content().equals(version.content())) {
            add(version);
            known = tables.versionsOf.of(key);
          }
          if (known.size() > KEPT) {
            tables.versions.remove(known.first().id());
          }
        });
  }

  @Override
  public List<FileVersion> of(String jobId, String path) {
    return tables.guard.hold(
        () -> List.copyOf(tables.versionsOf.of(Tables.fileKey(jobId, path)).descendingSet()));
  }

  private void add(FileVersion from) {
    long id = tables.next(Tables.Numbered.VERSION);
    tables.versions.put(
        id, new FileVersion(id, from.jobId(), from.path(), from.content(), from.seenAt()));
  }
}
