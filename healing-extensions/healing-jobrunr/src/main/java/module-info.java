import org.jspecify.annotations.NullMarked;

/** Joins JobRunr. */
@NullMarked
module io.healing.jobrunr {
  requires static org.jspecify;
  requires transitive io.healing.api;
  requires transitive org.jobrunr.core;

  exports io.healing.jobrunr;
}
