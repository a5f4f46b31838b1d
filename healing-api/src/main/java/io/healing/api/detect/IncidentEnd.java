package io.healing.api.detect;

import io.healing.api.WireWord;

/** How an incident came to its end. */
public enum IncidentEnd implements WireWord {
  /** Our action was seen to help. */
  VERIFIED,
  /** Clear for the settle time without us. */
  RECOVERED,
  /** Its subject no longer exists. */
  GONE,
  /** A person said so. */
  BY_HAND,
  /** A stored word of a newer release; read, never written. */
  UNKNOWN
}
