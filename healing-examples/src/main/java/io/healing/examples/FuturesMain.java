package io.healing.examples;

import io.healing.core.Healing;
import io.healing.sqlite.SqliteHealingStore;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** A fork-join pool, and work whose answer is still to come: both are runs of a job. */
public class FuturesMain {
  public static void main(String[] args) throws Exception {
    try (var store = SqliteHealingStore.open(Path.of("target/futures/healing.db"))) {
      try (var healing = Healing.builder().store(store).build().start()) {
        ExecutorService pool = healing.observe(ForkJoinPool.commonPool(), "sum");
        Future<Integer> sum = pool.submit(() -> IntStream.rangeClosed(1, 100).parallel().sum());
        CompletableFuture<String> price =
            healing.observe("price", () -> CompletableFuture.supplyAsync(() -> "42 EUR"));
        System.out.println("sum " + sum.get() + ", price " + price.join());
      }
      System.out.println("The price: " + store.runs().newest("price", 1).get(0).outcome());
    }
  }
}
