package io.healing.core.logs;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often one run logged each template. */
record PastRun(LogPatterns.Run run, Map<Long, Integer> counts) {

  boolean good() {
    return run.good();
  }

  int count(long template) {
    return counts.getOrDefault(template, 0);
  }

  /** The same after templates became one. */
  PastRun current(LogTemplates templates) {
    Map<Long, Integer> now = new LinkedHashMap<>();
    counts.forEach((id, count) -> now.merge(templates.current(id), count, Integer::sum));
    return new PastRun(run, now);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeLong(run.id());
    out.writeBoolean(run.good());
    out.writeLong(run.at().toEpochMilli());
    out.writeShort(counts.size());
    for (Map.Entry<Long, Integer> entry : counts.entrySet()) {
      out.writeLong(entry.getKey());
      out.writeInt(entry.getValue());
    }
  }

  static PastRun read(DataInputStream in) throws IOException {
    long id = in.readLong();
    boolean good = in.readBoolean();
    Instant at = Instant.ofEpochMilli(in.readLong());
    Map<Long, Integer> counts = new LinkedHashMap<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      counts.put(in.readLong(), in.readInt());
    }
    return new PastRun(new LogPatterns.Run(id, good, at), counts);
  }
}
