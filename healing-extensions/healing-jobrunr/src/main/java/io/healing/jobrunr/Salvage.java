package io.healing.jobrunr;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.Paging.OffsetBasedPage;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.navigation.OffsetBasedPageRequest;

/**
 * The instances in one state, past those that cannot be read: JobRunr makes a page whole or not at
 * all, so a page that fails is read again in halves, down to one row. For one look; not
 * thread-safe. A storage that does not answer at all is thrown.
 */
final class Salvage {
  private static final int SIZE = 200;

  /** So many are passed by; where there are more, most often none can be read. */
  private static final int MOST = 20;

  private static final String FIRST = "offset=0";

  private final StorageProvider storage;
  private final StateName state;
  private final List<Unread> unread = new ArrayList<>();
  private long read;

  /**
   * A row that cannot be read.
   *
   * @param place its number in the order of the last change, from 1
   * @param order which end that order begins with
   */
  record Unread(long place, String order, RuntimeException cause) {}

  Salvage(StorageProvider storage, StateName state) {
    this.storage = storage;
    this.state = state;
  }

  StateName state() {
    return state;
  }

  /** What could not be read so far. */
  List<Unread> unread() {
    return unread;
  }

  /** Whether there were so many that what comes after them was not looked at. */
  boolean gaveUp() {
    return unread.size() >= MOST;
  }

  /**
   * Hands out one after another, those that changed last first.
   *
   * @param more whether those before it are wanted too
   */
  void newestFirst(Predicate<Job> more) {
    Order newest = new Order(OffsetBasedPage.descOnUpdatedAt(SIZE).asString(), "newest first");
    Part part = new Part(newest, 0, SIZE);
    while (goOn(part, more) && read + unread.size() >= part.end()) {
      part = new Part(newest, part.end(), SIZE);
    }
  }

  /** So many at most, beginning with the one that changed longest ago. */
  List<Job> oldestFirst(int most) {
    List<Job> all = new ArrayList<>();
    String asked = OffsetBasedPage.ascOnUpdatedAt(most).asString();
    goOn(new Part(new Order(asked, "oldest first"), 0, most), all::add);
    return all;
  }

  private record Order(String asked, String words) {}

  private record Part(Order order, long from, int size) {
    long end() {
      return from + size;
    }

    Part firstHalf() {
      return new Part(order, from, size / 2);
    }

    Part secondHalf() {
      return new Part(order, from + size / 2, size - size / 2);
    }

    /** In the one way that 8.4 and those after it have in common. */
    OffsetBasedPageRequest request() {
      String text =
          order.asked().replace(FIRST, "offset=" + from).replaceAll("limit=\\d+", "limit=" + size);
      return OffsetBasedPageRequest.fromString(text);
    }
  }

  private boolean goOn(Part part, Predicate<Job> more) {
    List<Job> page;
    try {
      page = storage.getJobList(state, part.request());
    } catch (RuntimeException e) {
      storage.countJobs(state);
      return part.size() == 1 ? pass(part, e) : halves(part, more);
    }
    read += page.size();
    return page.stream().allMatch(more);
  }

  private boolean halves(Part part, Predicate<Job> more) {
    return goOn(part.firstHalf(), more) && goOn(part.secondHalf(), more);
  }

  private boolean pass(Part part, RuntimeException cause) {
    unread.add(new Unread(part.from() + 1, part.order().words(), cause));
    return !gaveUp();
  }
}
