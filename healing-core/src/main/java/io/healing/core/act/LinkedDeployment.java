package io.healing.core.act;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A deployment whose release is where a link leads. */
record LinkedDeployment(CurrentLink link, @Nullable Service service) implements Deployment {

  @Override
  public String current() {
    return link.text();
  }

  @Override
  public String release(String state) {
    return link.release(state);
  }

  @Override
  public Optional<String> before(String state) {
    return link.before(release(state)).map(release -> link.leadingTo(release, state));
  }

  @Override
  public void change(String expected, String next) {
    link.change(expected, next);
  }

  @Override
  public Optional<Path> writes() {
    return Optional.of(link.link());
  }

  @Override
  public Optional<Service> restarted() {
    return Optional.ofNullable(service);
  }
}
