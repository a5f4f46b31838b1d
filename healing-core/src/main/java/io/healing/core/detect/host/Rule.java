package io.healing.core.detect.host;

import io.healing.api.detect.ErrorType;

/**
 * What one monitor says.
 *
 * @param name the last word of its id
 * @param finding the id of what it finds
 * @param type the type of error
 * @param metric the word of its samples
 * @param unit the unit of its values, with a blank before it; may be empty
 * @param hint how a person would mend it
 * @param tuning how quickly it speaks
 * @param nears whether a mean near the warning is told too
 */
record Rule(
    String name,
    String finding,
    ErrorType type,
    String metric,
    String unit,
    String hint,
    Tuning tuning,
    boolean nears) {}
