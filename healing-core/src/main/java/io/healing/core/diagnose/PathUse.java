package io.healing.core.diagnose;

/** What was being done with a path that is missing. */
enum PathUse {
  /** It was listed, entered or worked in: it is a directory. */
  DIRECTORY,
  /** A file was to be made there: its directory is missing. */
  WRITE,
  /** A file was to be read. */
  READ,
  /** A program was to be run. */
  RUN,
  /** It cannot be seen. */
  UNKNOWN
}
