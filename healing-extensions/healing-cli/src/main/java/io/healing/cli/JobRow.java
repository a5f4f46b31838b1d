package io.healing.cli;

import io.healing.api.job.JobRun;
import org.jspecify.annotations.Nullable;

/**
 * A job as the list shows it.
 *
 * @param id the job
 * @param healed whether it is healed; null where no configuration is at hand
 * @param last its last run, or null
 * @param incidents how many of its incidents have not ended
 */
record JobRow(String id, @Nullable Boolean healed, @Nullable JobRun last, int incidents) {}
