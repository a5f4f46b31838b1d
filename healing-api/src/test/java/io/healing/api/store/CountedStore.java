package io.healing.api.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Stands before a store and counts what is asked of it, by method, as in {@code runs.newest}. Each
 * call still reaches the store, unless another answer is given. Thread-safe.
 */
public final class CountedStore {
  private final Map<String, AtomicLong> calls = new ConcurrentHashMap<>();
  private final Map<String, Object> repositories = new ConcurrentHashMap<>();
  private final Map<String, Function<Object[], Object>> answers = new ConcurrentHashMap<>();
  private final HealingStore store;

  /** Before this store. */
  public CountedStore(HealingStore behind) {
    store =
        (HealingStore)
            proxy(HealingStore.class, (self, method, given) -> enter(behind, method, given));
  }

  /** What is to be used in its place. */
  public HealingStore store() {
    return store;
  }

  /** With this answer to a method in place of the store's. */
  public CountedStore answering(String method, Function<Object[], Object> answer) {
    answers.put(method, answer);
    return this;
  }

  /** How often each method was called since the last reset. */
  public Map<String, Long> calls() {
    Map<String, Long> counted = new TreeMap<>();
    calls.forEach((name, count) -> counted.put(name, count.get()));
    return counted;
  }

  /** How many calls that was. */
  public long total() {
    return calls().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Begins to count from nothing. */
  public void reset() {
    calls.clear();
  }

  private Object enter(HealingStore behind, Method method, Object[] given) throws Throwable {
    Class<?> type = method.getReturnType();
    if (type.isInterface() && type.getPackage() == HealingStore.class.getPackage()) {
      Object repository = call(method, behind, given);
      String room = method.getName();
      return repositories.computeIfAbsent(
          room,
          name ->
              proxy(
                  type, (self, m, args) -> counted(name + "." + m.getName(), m, repository, args)));
    }
    boolean asks = method.getName().equals("forget") || method.getName().equals("transaction");
    return asks ? counted(method.getName(), method, behind, given) : call(method, behind, given);
  }

  private Object counted(String name, Method method, Object on, Object[] given) throws Throwable {
    calls.computeIfAbsent(name, n -> new AtomicLong()).incrementAndGet();
    Function<Object[], Object> answer = answers.get(name);
    return answer == null ? call(method, on, given) : answer.apply(given);
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
