package io.healing.core.logs;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How often one run logged each template.
 *
 * @param counts by the id of the template, in the order of the log
 * @param leftOut how many templates of its log are not among these any more
 */
record PastRun(LogPatterns.Run run, Map<Long, Integer> counts, int leftOut) {
  private static final int SEVEN = 7;
  private static final int MORE = 1 << SEVEN;
  private static final int LONGEST = 10;

  boolean good() {
    return run.good();
  }

  int count(long template) {
    return counts.getOrDefault(template, 0);
  }

  /** The same after templates became one and others were forgotten. */
  PastRun current(LogTemplates templates) {
    Map<Long, Integer> now = new LinkedHashMap<>();
    counts.forEach((id, count) -> now.merge(templates.current(id), count, Integer::sum));
    return new PastRun(run, now, leftOut);
  }

  /** The same with these templates only; the others are left out. */
  PastRun of(Set<Long> templates) {
    Map<Long, Integer> now = new LinkedHashMap<>(counts);
    now.keySet().retainAll(templates);
    return new PastRun(run, now, leftOut + counts.size() - now.size());
  }

  void write(DataOutputStream out) throws IOException {
    out.writeLong(run.id());
    out.writeBoolean(run.good());
    out.writeLong(run.at().toEpochMilli());
    number(leftOut, out);
    number(counts.size(), out);
    long before = 0;
    for (Map.Entry<Long, Integer> entry : counts.entrySet()) {
      long step = entry.getKey() - before;
      number((step << 1) ^ (step >> 63), out);
      number(entry.getValue(), out);
      before = entry.getKey();
    }
  }

  static PastRun read(DataInputStream in) throws IOException {
    long id = in.readLong();
    boolean good = in.readBoolean();
    Instant at = Instant.ofEpochMilli(in.readLong());
    int leftOut = (int) number(in);
    Map<Long, Integer> counts = new LinkedHashMap<>();
    long before = 0;
    for (long left = number(in); left > 0; left--) {
      long step = number(in);
      before += (step >>> 1) ^ -(step & 1);
      counts.put(before, (int) number(in));
    }
    return new PastRun(new LogPatterns.Run(id, good, at), counts, leftOut);
  }

  /** Small numbers, of which there are most, take one byte. */
  private static void number(long number, DataOutputStream out) throws IOException {
    long left = number;
    while (left >>> SEVEN != 0) {
      out.writeByte((int) ((left & (MORE - 1)) | MORE));
      left >>>= SEVEN;
    }
    out.writeByte((int) left);
  }

  private static long number(DataInputStream in) throws IOException {
    long number = 0;
    for (int at = 0; at < LONGEST; at++) {
      int part = in.readUnsignedByte();
      number |= (long) (part & (MORE - 1)) << (at * SEVEN);
      if (part < MORE) {
        return number;
      }
    }
    throw new IOException("a number of more than " + LONGEST + " bytes");
  }
}
