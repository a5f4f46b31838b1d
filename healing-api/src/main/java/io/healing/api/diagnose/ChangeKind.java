package io.healing.api.diagnose;

import io.healing.api.WireWord;

/** What kind of change was made. */
public enum ChangeKind implements WireWord {
  /** Another version of a program was put in place. */
  DEPLOY,

  /** A setting was changed. */
  CONFIGURATION,

  /** Anything else: a schema, a certificate, a machine. Foreign words are read as this. */
  OTHER
}
