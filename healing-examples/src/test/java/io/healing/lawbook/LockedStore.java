package io.healing.lawbook;

import io.healing.api.store.HealingStore;
import io.healing.api.store.StateRepository;
import io.healing.api.store.StoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A store that cannot keep one owner's state for a moment, when it is told so. */
final class LockedStore {
  private final HealingStore behind;
  private final String owner;
  private int fails;

  LockedStore(HealingStore behind, String owner) {
    this.behind = behind;
    this.owner = owner;
  }

  /** So many of the next saves fail. */
  void failing(int times) {
    fails = times;
  }

  /** How many are still to fail. */
  int left() {
    return fails;
  }

  HealingStore store() {
    StateRepository states =
        StateRepository.class.cast(
            Proxy.newProxyInstance(
                StateRepository.class.getClassLoader(),
                new Class<?>[] {StateRepository.class},
                (self, method, given) -> save(method, given)));
    return HealingStore.class.cast(
        Proxy.newProxyInstance(
            HealingStore.class.getClassLoader(),
            new Class<?>[] {HealingStore.class},
            (self, method, given) ->
                method.getName().equals("states") ? states : call(method, behind, given)));
  }

  private Object save(Method method, Object[] given) throws Throwable {
    if (fails > 0 && method.getName().equals("save") && owner.equals(given[0])) {
      fails--;
      throw new StoreException("The database is locked", "", null);
    }
    return call(method, behind.states(), given);
  }

  private static Object call(Method method, Object on, Object[] given) throws Throwable {
    try {
      return method.invoke(on, given);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
