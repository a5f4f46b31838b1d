package io.healing.api.store;

import org.jspecify.annotations.Nullable;

/**
 * What a store is.
 *
 * @param kind {@code memory} or {@code sqlite}
 * @param place the file, or a name
 * @param durable whether what is committed survives the process
 * @param readOnlyBecause why it cannot be written, or null when it can
 */
public record StoreInfo(
    String kind, String place, boolean durable, @Nullable String readOnlyBecause) {

  /** Whether changes to the world may rest on it: durable and writable. */
  public boolean trusted() {
    return durable && readOnlyBecause == null;
  }
}
