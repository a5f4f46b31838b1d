package io.healing.core;

import io.healing.api.HealingException;
import io.healing.api.config.HealingConfig;
import io.healing.core.config.Configuration;
import io.healing.core.config.Places;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A configuration file with faults.
 *
 * @param file the file
 * @param told what was found while it was read
 */
record Refusal(Path file, HealingException told) {

  /**
   * The same with what is wrong below {@code plugins}.
   *
   * @param check checks what the file says of plug-ins, all else being as by default
   */
  HealingException with(BiConsumer<HealingConfig, Places> check) {
    Set<String> all = new LinkedHashSet<>(String.valueOf(told.getMessage()).lines().toList());
    int own = all.size();
    try {
      Configuration.Loaded rest = Configuration.ofPlugins(file);
      check.accept(rest.config(), rest.places());
    } catch (HealingException more) {
      all.addAll(String.valueOf(more.getMessage()).lines().toList());
    }
    return all.size() == own ? told : new HealingException(String.join("\n", all), "");
  }
}
