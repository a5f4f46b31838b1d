package io.healing.core.logs;

import io.healing.api.review.LogTemplateKind;

/**
 * A statement in the log of a run that earlier runs did not log, or not so often.
 *
 * @param kind what is unusual about it
 * @param id that of its template
 * @param template its text, as in {@link LogTemplate#text}
 * @param count how often this run logged it, at least 1
 * @param words all of it for a person, as in {@code new since the good run of 2026-01-31T02:00:00Z:
 *     cannot read <*> (3 times)}
 */
public record LogPattern(LogTemplateKind kind, long id, String template, int count, String words) {}
