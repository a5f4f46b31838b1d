package io.healing.core.logs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Patterns as packed bytes, with a version in front. */
final class PatternBytes {
  static final int LONGEST = 12_288;
  private static final int VERSION = 1;
  private static final int LONGEST_UNPACKED = 1 << 22;

  private PatternBytes() {}

  /** Leaves out the older half of the runs, then all, until it is short enough. */
  static byte[] write(LogTemplates templates, List<PastRun> runs) {
    byte[] bytes = packed(templates, runs);
    if (bytes.length <= LONGEST || runs.isEmpty()) {
      return bytes.length <= LONGEST ? bytes : packed(new LogTemplates(), List.of());
    }
    return write(templates, runs.subList((runs.size() + 1) / 2, runs.size()));
  }

  private static byte[] packed(LogTemplates templates, List<PastRun> runs) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(VERSION);
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      byte[] known = templates.state();
      out.writeInt(known.length);
      out.write(known);
      out.writeByte(runs.size());
      for (PastRun run : runs) {
        run.write(out);
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
