package io.healing.core.logs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Patterns as packed bytes, with a version in front. */
final class PatternBytes {
  /** As text a state has a third more characters, and 65,536 at most. */
  static final int LONGEST = 49_152;

  private static final int VERSION = 2;
  private static final int LONGEST_UNPACKED = 1 << 22;

  private PatternBytes() {}

  /**
   * Leaves out the templates that no remembered run logged, then those that were logged least,
   * until it is short enough. A run tells how many of its own are left out.
   */
  static byte[] write(LogTemplates templates, List<PastRun> runs) {
    byte[] all = packed(templates, ids(templates), runs);
    List<Long> used = mostUsedFirst(templates, runs);
    byte[] bytes = all.length <= LONGEST ? all : packed(templates, new HashSet<>(used), runs);
    while (bytes.length > LONGEST) {
      used = used.subList(0, used.size() - Math.max(1, used.size() / 8));
      bytes = packed(templates, new HashSet<>(used), runs);
    }
    return bytes;
  }

  private static Set<Long> ids(LogTemplates templates) {
    return templates.templates().stream().map(LogTemplate::id).collect(Collectors.toSet());
  }

  private static List<Long> mostUsedFirst(LogTemplates templates, List<PastRun> runs) {
    Map<Long, Integer> logged = new LinkedHashMap<>();
    Set<Long> known = ids(templates);
    runs.forEach(run -> run.counts().keySet().forEach(id -> logged.merge(id, 1, Integer::sum)));
    return logged.keySet().stream()
        .filter(known::contains)
        .sorted(
            Comparator.comparingInt((Long id) -> -logged.getOrDefault(id, 0))
                .thenComparing(id -> -id))
        .toList();
  }

  private static byte[] packed(LogTemplates templates, Set<Long> ids, List<PastRun> runs) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(VERSION);
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      byte[] known = templates.state(ids);
      out.writeInt(known.length);
      out.write(known);
      out.writeByte(runs.size());
      for (PastRun run : runs) {
        run.of(ids).write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Patterns cannot be written: " + e.getMessage(), e);
    }
    return bytes.toByteArray();
  }

  static LogPatterns read(byte[] state) {
    if (state.length == 0 || state[0] != VERSION) {
      throw new IllegalArgumentException("These are no patterns of logs of version " + VERSION);
    }
    ByteArrayInputStream packed = new ByteArrayInputStream(state, 1, state.length - 1);
    try (DataInputStream in = new DataInputStream(new InflaterInputStream(packed))) {
      int length = in.readInt();
      if (length < 0 || length > LONGEST_UNPACKED) {
        throw new IOException("templates of " + length + " bytes");
      }
      LogTemplates templates =
          LogTemplates.restored(in.readNBytes(length), LogPatterns.MOST_TEMPLATES);
      List<PastRun> runs = new ArrayList<>();
      for (int left = in.readUnsignedByte(); left > 0; left--) {
        runs.add(PastRun.read(in));
      }
      return new LogPatterns(templates, runs);
    } catch (IOException e) {
      throw new IllegalArgumentException("These are no patterns of logs: " + e, e);
    }
  }
}
