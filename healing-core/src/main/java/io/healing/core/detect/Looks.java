package io.healing.core.detect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.healing.api.PluginState;
import io.healing.api.WireWord;
import io.healing.api.job.ThreadLook;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was seen so far of the thread of a run that takes too long, as it is kept between two
 * checks.
 *
 * @param run the run
 * @param at when the last look was taken
 * @param count how many looks were taken
 * @param look the last look
 * @param verdict what it hangs in, or null as long as that is not known
 */
record Looks(long run, Instant at, int count, ThreadLook look, @Nullable Verdict verdict) {
  private static final int FORM = 1;
  private static final int FRAMES = 64;
  private static final int LONGEST_NAME = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The thread could not be looked at. */
  static Looks none(long run, Instant at) {
    return new Looks(run, at, 0, new ThreadLook(Thread.State.TERMINATED, List.of(), -1, ""), null);
  }

  Looks after(Looks before) {
    return new Looks(run, at, before.count + 1, look, null);
  }

  Looks concluded(Verdict found) {
    return new Looks(run, at, count, look, found);
  }

  PluginState write() {
    ObjectNode root = JSON.createObjectNode();
    root.put("run", run).put("at", at.toString()).put("count", count);
    if (verdict == null) {
      root.put("state", look.state().name()).put("cpu", look.cpuNanos()).put("lock", look.lock());
      look.frames().stream().limit(FRAMES).forEach(frame -> add(root.withArray("frames"), frame));
    } else {
      root.put("hang", verdict.hang().word()).put("detail", verdict.detail());
      root.put("stack", verdict.stack()).put("place", verdict.place()).put("log", verdict.log());
    }
    return new PluginState(FORM, root.toString());
  }

  private static void add(ArrayNode frames, StackTraceElement frame) {
    frames.addArray().add(cut(frame.getClassName())).add(cut(frame.getMethodName()));
  }

  private static String cut(String name) {
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
  }

  /** What was kept; empty when it is of another form or cannot be read, so that it begins anew. */
  static Optional<Looks> read(PluginState state) {
    try {
      JsonNode root = JSON.readTree(state.text());
      return state.version() == FORM && root.hasNonNull("run")
          ? Optional.of(of(root))
          : Optional.empty();
    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Looks of(JsonNode root) {
    Instant at = Instant.parse(root.path("at").asText());
    Verdict verdict = root.hasNonNull("hang") ? verdict(root) : null;
    return new Looks(
        root.path("run").asLong(), at, root.path("count").asInt(), look(root), verdict);
  }

  private static Verdict verdict(JsonNode root) {
    Hang hang = WireWord.parseOr(Hang.class, root.path("hang").asText(), Hang.UNKNOWN);
    return new Verdict(
        hang,
        root.path("detail").asText(),
        root.path("stack").asText(),
        root.path("place").asText(),
        root.path("log").asText());
  }

  private static ThreadLook look(JsonNode root) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (JsonNode frame : root.path("frames")) {
      String type = frame.path(0).asText();
      frames.add(new StackTraceElement(type, frame.path(1).asText(), null, -1));
    }
    Thread.State state = Thread.State.valueOf(root.path("state").asText("TERMINATED"));
    return new ThreadLook(state, frames, root.path("cpu").asLong(-1), root.path("lock").asText());
  }
}
