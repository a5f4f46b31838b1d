/** Evaluations on public data sets that are not part of this project. */
@org.jspecify.annotations.NullMarked
package io.healing.benchmarks.eval;
