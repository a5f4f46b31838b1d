package io.healing.api.diagnose;

/**
 * Something seen that speaks for or against a hypothesis.
 *
 * @param kind where it was seen: {@code error}, {@code log}, {@code run}, {@code file}, {@code
 *     stack}, {@code metric}, {@code sla}, {@code schedule}
 * @param text what was seen, one sentence or a short quotation
 */
public record Evidence(String kind, String text) {}
