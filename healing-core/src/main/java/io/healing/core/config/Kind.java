package io.healing.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What a value of the file may be. */
@FunctionalInterface
interface Kind {
  /**
   * Reads a value.
   *
   * @return the value as JSON, or empty where it was wrong (its fault was told) or says nothing
   */
  Optional<JsonNode> read(Spot spot);
}
