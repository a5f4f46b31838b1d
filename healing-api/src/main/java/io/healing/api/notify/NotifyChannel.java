package io.healing.api.notify;

import io.healing.api.WireWord;

/** Where a notification goes. */
public enum NotifyChannel implements WireWord {
  /** The application's log; always there. */
  LOG,

  /** An HTTP address that takes JSON. */
  WEBHOOK,

  /** Slack. */
  SLACK,

  /** WhatsApp. */
  WHATSAPP,

  /** Mail. */
  MAIL
}
