package io.healing.lawbook;

import io.healing.api.store.HealingStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Set;

/**
 * Stands between a process and its store, and lets the process die at a given moment: before one of
 * its writes, or at a step of a change. What is dead reads and writes nothing more, nor does it say
 * that it leaves. Used by one thread.
 */
final class MortalStore {
  private static final Set<String> READING =
      Set.of(
          "find",
          "all",
          "page",
          "open",
          "pendingOn",
          "lastOn",
          "alive",
          "active",
          "since",
          "newest",
          "of",
          "pending",
          "approved",
          "running",
          "info",
          "unfinished",
          "endedSince",
          "withUnfinishedRuns",
          "appliedSince",
          "awaited",
          "awaiting",
          "last",
          "count",
          "jobs");

  private final HealingStore behind;
  private final HealingStore store;
  private final Set<Long> born = new HashSet<>();
  private int left = -1;
  private int moments;
  private boolean dead;
  private boolean within;
  private String where = "";

  /** The end of the process: nothing after it happens. */
  static final class Death extends Error {
    private static final long serialVersionUID = 1;
  }

  MortalStore(HealingStore behind) {
    this.behind = behind;
    store = (HealingStore) proxy(HealingStore.class, (self, method, given) -> enter(method, given));
  }

  /** What the process is to use. */
  HealingStore store() {
    return store;
  }

  /** It dies at this moment from now on, 0 for the next. */
  void diesIn(int further) {
    left = further;
  }

  /** It lives on, whatever was meant. */
  void lives() {
    left = -1;
  }

  /** How many moments there were in which it could have died. */
  int moments() {
    return moments;
  }

  boolean dead() {
    return dead;
  }

  /** At what it died. */
  String where() {
    return where;
  }

  /** Ends it now. */
  void die() {
    dead = true;
  }

  /** From now on others see that it no longer lives, as by its lock. */
  void bury() {
    born.forEach(behind.instances()::leave);
  }

  /** A moment in which it may die. */
  void moment(String what) {
    if (dead) {
      throw new Death();
    }
    moments++;
    if (left-- == 0) {
      where = what;
      die();
      throw new Death();
    }
  }

  private Object enter(Method method, Object[] given) throws Throwable {
    Class<?> type = method.getReturnType();
    if (type.isInterface() && type.getPackage() == HealingStore.class.getPackage()) {
      Object repository = call(method, behind, given);
      return proxy(type, (self, asked, with) -> use(asked, repository, with));
    }
    if (method.getName().equals("close")) {
      return null;
    }
    if (!method.getName().equals("transaction")) {
      return use(method, behind, given);
    }
    moment("transaction");
    within = true;
    try {
      return call(method, behind, given);
    } finally {
      within = false;
    }
  }

  private Object use(Method method, Object on, Object[] given) throws Throwable {
    if (dead) {
      throw new Death();
    }
    if (!within && !READING.contains(method.getName())) {
      moment(method.getDeclaringClass().getSimpleName() + "." + method.getName());
    }
    Object answer = call(method, on, given);
    if (method.getName().equals("register")) {
      born.add(((io.healing.api.store.Instance) answer).id());
    }
    return answer;
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
