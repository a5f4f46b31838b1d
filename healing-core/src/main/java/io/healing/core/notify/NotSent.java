package io.healing.core.notify;

import io.healing.api.detect.Finding;

/**
 * What became of a letter that was not sent.
 *
 * @param finding what is wrong
 * @param again whether it is tried again
 */
public record NotSent(Finding finding, boolean again) {}
