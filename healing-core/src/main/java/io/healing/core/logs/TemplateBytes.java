package io.healing.core.logs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Templates as bytes, with a version in front. */
final class TemplateBytes {
  private static final int VERSION = 2;

  /** Beside the kind of a word: its sum follows from its text and is not written. */
  private static final int OF_TEXT = 1 << 6;

  private TemplateBytes() {}

  static byte[] write(List<Node> nodes, long nextId) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(nextId);
      out.writeInt(nodes.size());
      for (Node node : nodes) {
        write(node, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A template cannot be written: " + e.getMessage(), e);
    }
    return bytes.toByteArray();
  }

  private static void write(Node node, DataOutputStream out) throws IOException {
    out.writeLong(node.id);
    out.writeLong(node.count);
    out.writeLong(node.firstSeen.toEpochMilli());
    out.writeLong(node.lastSeen.toEpochMilli());
    out.writeLong(node.skeleton.open);
    Words words = node.skeleton.words;
    out.writeLong(words.capitals);
    out.writeShort(words.hashes.length);
    for (int i = 0; i < words.hashes.length; i++) {
      boolean ofText = words.hashes[i] == Compound.sum(words.texts[i]);
      out.writeByte(ofText ? words.kinds[i] | OF_TEXT : words.kinds[i]);
      if (!ofText) {
        out.writeLong(words.hashes[i]);
      }
      out.writeUTF(words.texts[i]);
      out.writeUTF(words.between[i]);
    }
    out.writeUTF(words.between[words.hashes.length]);
  }

  /** What was written. */
  record Read(List<Node> nodes, long nextId) {}

  static Read read(byte[] state) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IOException("version " + version + " is not known, only " + VERSION);
      }
      long nextId = in.readLong();
      List<Node> nodes = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        nodes.add(node(in));
      }
      return new Read(nodes, nextId);
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("These are no templates of log lines: " + e, e);
    }
  }

  private static Node node(DataInputStream in) throws IOException {
    long id = in.readLong();
    long count = in.readLong();
    Instant first = Instant.ofEpochMilli(in.readLong());
    Instant last = Instant.ofEpochMilli(in.readLong());
    long open = in.readLong();
    Node node = new Node(id, new Skeleton(words(in), open), first);
    node.count = count;
    node.lastSeen = last;
    return node;
  }

  private static Words words(DataInputStream in) throws IOException {
    long capitals = in.readLong();
    Words words = new Words(Math.min(in.readUnsignedShort(), Parts.MOST_PARTS));
    words.capitals = capitals;
    for (int i = 0; i < words.hashes.length; i++) {
      int kind = in.readByte();
      words.kinds[i] = (byte) (kind & ~OF_TEXT);
      words.hashes[i] = (kind & OF_TEXT) == 0 ? in.readLong() : 0;
      words.texts[i] = in.readUTF();
      words.hashes[i] = (kind & OF_TEXT) == 0 ? words.hashes[i] : Compound.sum(words.texts[i]);
      words.between[i] = in.readUTF();
    }
    words.between[words.hashes.length] = in.readUTF();
    return words;
  }
}
