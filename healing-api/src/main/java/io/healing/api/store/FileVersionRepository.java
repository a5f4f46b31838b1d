package io.healing.api.store;

import io.healing.api.job.FileVersion;
import java.util.List;

/** Good contents of the jobs' files. */
public interface FileVersionRepository {
  /** Keeps a content unless it is the newest known one; keeps the newest 5 of each file. */
  void keep(FileVersion version);

  /** The contents of a job's file, newest first. */
  List<FileVersion> of(String jobId, String path);
}
