package io.healing.core.logs;

import java.time.Instant;

/**
 * One statement that a program logs: what is the same in all its lines.
 *
 * @param id kept as long as the template is; when two templates turn out to be one, the older id
 *     stays and {@link LogTemplates#current} tells it for the other
 * @param text its words, with {@link LineMask#VARIABLE} for what differs; at most 512 characters of
 *     the first line
 * @param count lines seen, at least 1
 * @param firstSeen when its first line was added
 * @param lastSeen when its last line was added
 */
public record LogTemplate(long id, String text, long count, Instant firstSeen, Instant lastSeen) {}
