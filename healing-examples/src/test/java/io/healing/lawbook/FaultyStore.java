package io.healing.lawbook;

import io.healing.api.store.HealingStore;
import io.healing.api.store.StoreException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Random;

/**
 * Stands before a store and fails at random, before or after what was asked of it was done. Used by
 * one thread. It stays open when it is closed.
 */
final class FaultyStore {
  private final Random random;
  private final HealingStore store;
  private double share;
  private int faults;

  FaultyStore(HealingStore behind, Random random) {
    this.random = random;
    store =
        (HealingStore)
            proxy(HealingStore.class, (self, method, given) -> enter(behind, method, given));
  }

  /** What is to be used in its place. */
  HealingStore store() {
    return store;
  }

  /** From now on this share of all calls fails, 0 to 1. */
  void failing(double ofCalls) {
    share = ofCalls;
  }

  /** How often it failed. */
  int faults() {
    return faults;
  }

  private Object enter(HealingStore behind, Method method, Object[] given) throws Throwable {
    Class<?> type = method.getReturnType();
    if (type.isInterface() && type.getPackage() == HealingStore.class.getPackage()) {
      Object repository = call(method, behind, given);
      return proxy(type, (self, asked, with) -> unsafe(asked, repository, with));
    }
    return switch (method.getName()) {
      case "close" -> null;
      case "transaction", "forget" -> unsafe(method, behind, given);
      default -> call(method, behind, given);
    };
  }

  private Object unsafe(Method method, Object on, Object[] given) throws Throwable {
    fail("before", method);
    Object answer = call(method, on, given);
    fail("after", method);
    return answer;
  }

  private void fail(String when, Method method) {
    if (random.nextDouble() < share / 2) {
      faults++;
      throw new StoreException("The disk is full " + when + " " + method.getName(), "", null);
    }
  }

  private static Object call(Method method, Object on, Object[] given) throws Throwable {
    try {
      return method.invoke(on, given);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Object proxy(Class<?> type, InvocationHandler handler) {
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }
}
