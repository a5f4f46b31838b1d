package io.healing.api.act;

import io.healing.api.Plugin;
import java.util.List;

/** Brings recovery procedures of its own. Asked once, before the first look. */
public interface ProcedureSource extends Plugin {
  /**
   * The procedures. One of the name of a built-in procedure takes its place; what stands in the
   * configuration wins over both.
   */
  List<ProcedureSpec> procedures();
}
