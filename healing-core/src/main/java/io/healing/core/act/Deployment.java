package io.healing.core.act;

import java.nio.file.Path;
import java.util.Optional;

/** One deployment, and how its release is changed. */
interface Deployment {
  /**
   * What is in use now, in the deployment's own words.
   *
   * @throws io.healing.api.HealingException when it cannot be told
   */
  String current();

  /** The release that such a text names. */
  String release(String state);

  /** What would be in use after going one release back; empty where there is none before. */
  Optional<String> before(String state);

  /**
   * Puts another release into use, if that is in use which is expected.
   *
   * @throws io.healing.api.HealingException when it was not done; nothing is changed then
   */
  void change(String expected, String next);

  /** What is written on disk; empty where a plug-in does it. */
  Optional<Path> writes();

  /** The service that is restarted after each change. */
  Optional<Service> restarted();
}
