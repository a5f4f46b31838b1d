package io.healing.api;

import java.util.List;

/**
 * A small object without mutable fields that Healing calls: a monitor, an analyzer, a remediator, a
 * notifier. Its methods may be called from any of Healing's threads; one that throws, cannot be
 * loaded or runs past its limit becomes a finding on {@code @healing/<id>} and stops nobody else.
 */
public interface Plugin {

  /**
   * The unique id: lower-case words joined by dots, such as {@code acme.queue-depth}. Two of the
   * same id refuse to start. Ids that begin with {@code healing.} are ours.
   */
  String id();

  /**
   * The options that this plug-in reads, with type, default and range. Values come from {@code
   * plugins.<id>} of the configuration, are checked at start and handed over with every request.
   */
  default List<PluginOption> options() {
    return List.of();
  }
}
