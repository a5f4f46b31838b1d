package io.healing.api.review;

import io.healing.api.WireWord;

/** What a suggestion improves. */
public enum SuggestionCategory implements WireWord {
  /** Makes the job faster or lighter. */
  PERFORMANCE,

  /** Makes the job cheaper to run. */
  COST,

  /** Makes the job fail less often. */
  RELIABILITY,

  /** Closes a security gap; applied without a person only where this category is named. */
  SECURITY,

  /** Changes the job's configuration. */
  CONFIG,

  /** Changes the prompt that the job gives to a language model. */
  PROMPT,

  /** Changes the job's script. */
  SCRIPT,

  /** A stored word of another writer; read, never written, refused in configuration. */
  UNKNOWN
}
