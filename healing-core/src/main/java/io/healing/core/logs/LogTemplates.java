package io.healing.core.logs;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the templates of log lines while they come, one setting for all logs. What a line has in
 * numbers, times, paths, addresses and the like is passed over; its words tell its template. Words
 * that stand in for one another too often in the same place are passed over too, and templates that
 * are then the same become one. Punctuation and the number of values in a list do not count.
 *
 * <p>Memory is bounded: so many templates, the least lately used is forgotten first; of a line the
 * first 4,096 characters and 256 parts. Not safe for use by several threads.
 */
public final class LogTemplates {
  /** Templates that are kept by default. */
  public static final int DEFAULT_MOST = 1_000;

  private static final int MOST_MERGED = 1_024;

  /** A tenth is forgotten at once, since finding the oldest needs a look at all. */
  private static final int AT_ONCE = 10;

  private final int most;
  private final LineScan scan = new LineScan();
  private final Shapes shapes = new Shapes();
  private final Patterns patterns = new Patterns();
  private final Map<Long, Node> byId =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Node> eldest) {
          return size() > MOST_MERGED + most;
        }
      };
  private long nextId = 1;
  private long tick;

  /** Keeps {@value #DEFAULT_MOST} templates. */
  public LogTemplates() {
    this(DEFAULT_MOST);
  }

  /**
   * Keeps so many templates.
   *
   * @param most at least 1
   */
  public LogTemplates(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("At least 1 template must be kept, not " + most);
    }
    this.most = most;
  }

  /**
   * Learns a line.
   *
   * @param at when it was logged
   * @return the id of its template
   */
  public long add(CharSequence line, Instant at) {
    scan.read(line);
    Node known = known();
    Node node = known == null ? learned(at) : known;
    node.seen(at, ++tick);
    return node.id;
  }

  private @Nullable Node known() {
    Node node = shapes.get(scan.hash());
    if (node == null) {
      return null;
    }
    Node current = node.into == null ? node : node.current();
    return current.forgotten ? null : current;
  }

  private Node learned(Instant at) {
    Skeleton skeleton = new Skeleton(Words.of(scan), 0);
    Node found = patterns.find(skeleton);
    Node node = found == null ? added(skeleton, at) : found;
    shapes.put(scan.hash(), node);
    return node;
  }

  private Node added(Skeleton skeleton, Instant at) {
    if (patterns.size() == most) {
      patterns.forgetOldest(Math.max(1, most / AT_ONCE)).forEach(gone -> byId.remove(gone.id));
      shapes.clear();
    }
    Node node = new Node(nextId++, skeleton, at);
    node.used = tick;
    byId.put(node.id, node);
    return patterns.add(node);
  }

  /** The id of the template that a line has, without learning it; empty when it has none yet. */
  public OptionalLong find(CharSequence line) {
    scan.read(line);
    Node known = known();
    Node node = known == null ? patterns.find(new Skeleton(Words.of(scan), 0)) : known;
    return node == null ? OptionalLong.empty() : OptionalLong.of(node.id);
  }

  /** The id under which a template goes on that was found to be the same as an older one. */
  public long current(long id) {
    Node node = byId.get(id);
    return node == null ? id : node.current().id;
  }

  /**
   * All that is known, to be kept over a restart.
   *
   * @return its own form, with a version in front
   */
  public byte[] state() {
    return state(patterns.all());
  }

  /** What is known of these templates only. */
  byte[] state(Set<Long> ids) {
    return state(patterns.all().stream().filter(node -> ids.contains(node.id)).toList());
  }

  private byte[] state(List<Node> nodes) {
    List<Node> oldestFirst =
        nodes.stream().sorted(Comparator.comparingLong(node -> node.used)).toList();
    return TemplateBytes.write(oldestFirst, nextId);
  }

  /**
   * What was known when {@link #state()} was taken; of more templates than are kept, those that
   * were used last.
   *
   * @throws IllegalArgumentException when the bytes are no such state
   */
  public static LogTemplates restored(byte[] state, int most) {
    LogTemplates templates = new LogTemplates(most);
    TemplateBytes.Read read = TemplateBytes.read(state);
    templates.nextId = read.nextId();
    int over = Math.max(0, read.nodes().size() - most);
    read.nodes().stream().skip(over).forEach(templates::known);
    return templates;
  }

  private void known(Node node) {
    node.used = ++tick;
    byId.put(node.id, node);
    patterns.add(node);
  }

  /** What is held in all: shapes of lines, templates, and what was compared. */
  int size() {
    return shapes.size() + byId.size() + patterns.size() + patterns.compared();
  }

  /** All templates, the oldest first. */
  public List<LogTemplate> templates() {
    return patterns.all().stream()
        .map(Node::template)
        .sorted(Comparator.comparingLong(LogTemplate::id))
        .toList();
  }
}
