package io.healing.core.notify;

import io.healing.api.Options;
import io.healing.api.notify.Notification;
import io.healing.api.notify.NotificationPart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a letter looks like to its channel. */
final class LetterText {
  private static final int TITLE = 160;
  private static final int LEAST = 120;

  private static final Comparator<NotificationPart> FIRST =
      Comparator.comparing(NotificationPart::severity)
          .reversed()
          .thenComparing(NotificationPart::kind);

  private final NotifySettings settings;
  private final boolean begun;

  private LetterText(NotifySettings settings, boolean begun) {
    this.settings = settings;
    this.begun = begun;
  }

  /** For people who have several programs: it begins with which this is, and on which machine. */
  static LetterText outside(NotifySettings settings) {
    return new LetterText(settings, true);
  }

  /** For the log of the program itself. */
  static LetterText inside(NotifySettings settings) {
    return new LetterText(settings, false);
  }

  /** The letter as a notification of at most so many characters, the most urgent first. */
  Notification of(Letter letter, int longest, Instant now, Options options) {
    List<NotificationPart> parts = letter.parts().stream().sorted(FIRST).toList();
    NotificationPart first = parts.get(0);
    String title = Cut.line(title(letter, first), Math.min(TITLE, longest));
    return new Notification(
        letter.id(),
        first.kind(),
        first.subject(),
        letter.severity(),
        title,
        body(letter, parts, longest - title.length() - 1),
        letter.to().recipient(),
        letter.made(),
        now,
        settings.program(),
        settings.host().get(),
        letter.parts(),
        options);
  }

  private String teller(int most) {
    String words = "Program: " + settings.program() + " on " + settings.host().get();
    return begun ? Cut.line(words, Math.max(0, Math.min(TITLE, most / 2))) + "\n" : "";
  }

  private static String title(Letter letter, NotificationPart first) {
    int all = letter.parts().size() + letter.further();
    return all == 1 ? first.title() : all + " messages, the first: " + first.title();
  }

  private String body(Letter letter, List<NotificationPart> sorted, int most) {
    String held = teller(most) + held(letter);
    String further =
        letter.further() == 0 ? "" : "\n\nand " + letter.further() + " more, in the log.";
    int room = Math.max(0, most - held.length() - further.length());
    String parts = sorted.size() == 1 ? Cut.body(sorted.get(0).body(), room) : many(sorted, room);
    return held + parts + further;
  }

  private String held(Letter letter) {
    return letter.heldSince() == null
        ? ""
        : "Held back since "
            + letter.heldSince()
            + " by the limit of "
            + settings.delivery().perHour()
            + " an hour: "
            + (letter.parts().size() + letter.further())
            + ".\n\n";
  }

  private static String many(List<NotificationPart> parts, int most) {
    int each = Math.max(LEAST, most / parts.size() - 2);
    List<String> texts = new ArrayList<>();
    for (NotificationPart part : parts) {
      String head = Head.of(part.kind(), part.subject(), part.title());
      String line = Cut.line(head, Math.min(each, TITLE));
      texts.add(line + "\n" + Cut.body(part.body(), Math.max(0, each - line.length() - 1)));
    }
    return Cut.body(String.join("\n\n", texts), most);
  }
}
