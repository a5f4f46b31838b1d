package io.healing.api.job;

import io.healing.api.Image;
import java.time.Instant;

/**
 * The content that one of a job's files had during a good run.
 *
 * @param id the number in the store, 0 before it is stored
 * @param jobId the job
 * @param path the file, absolute
 * @param content the content, always present
 * @param seenAt when the good run ended
 */
public record FileVersion(long id, String jobId, String path, Image content, Instant seenAt) {}
