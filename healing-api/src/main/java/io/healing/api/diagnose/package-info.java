/** Why it is wrong: hypotheses with evidence, and analyzers that look for them. */
package io.healing.api.diagnose;
