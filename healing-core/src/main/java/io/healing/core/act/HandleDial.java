package io.healing.core.act;

import io.healing.api.Target;
import io.healing.api.host.Setting;

/** A setting of a handle that the program registered. */
record HandleDial(Target handle, Setting setting) implements Dial {

  @Override
  public String words() {
    return setting.name() + " of " + handle;
  }

  @Override
  public double value() {
    return setting.value();
  }

  @Override
  public void change(double value) {
    setting.change(value);
  }

  @Override
  public double least() {
    return setting.least();
  }

  @Override
  public double most() {
    return setting.most();
  }
}
