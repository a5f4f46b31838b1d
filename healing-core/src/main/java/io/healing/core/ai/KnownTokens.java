package io.healing.core.ai;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Tokens that are known by their form alone, wherever they stand. */
final class KnownTokens implements UnaryOperator<String> {
  /** Begins only at the start of a run of these characters, so that every run is read once. */
  private static final String START = "(?<![A-Za-z0-9_-])";

  private static final List<String> FORMS =
      List.of(
          "(?:AKIA|ASIA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA)[A-Z0-9]{16}(?![A-Za-z0-9])",
          "gh[pousr]_[A-Za-z0-9]{20,255}+",
          "github_pat_[A-Za-z0-9_]{20,255}+",
          "glpat-[A-Za-z0-9_-]{16,255}+",
          "xox[abeoprs]-[A-Za-z0-9-]{10,255}+",
          "(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{10,255}+",
          "sk-[A-Za-z0-9_-]{16,255}+",
          "AIza[A-Za-z0-9_-]{35}",
          "ya29\\.[A-Za-z0-9_-]{20,1024}+",
          "npm_[A-Za-z0-9]{36}",
          "pypi-[A-Za-z0-9_-]{50,512}+",
          "hf_[A-Za-z0-9]{30,255}+",
          "shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{32}",
          "dop_v1_[a-f0-9]{64}",
          "SG\\.[A-Za-z0-9_-]{16,128}+\\.[A-Za-z0-9_-]{16,128}+",
          "eyJ[A-Za-z0-9_-]{8,8192}+\\.[A-Za-z0-9_-]{8,8192}+(?:\\.[A-Za-z0-9_-]{0,8192}+)?+");

  private static final Pattern TOKEN =
      Pattern.compile(START + "(?:" + String.join("|", FORMS) + ")");
  private static final Pattern SLACK_HOOK =
      Pattern.compile("(hooks\\.slack\\.com/(?:services|workflows)/)[A-Za-z0-9/_-]{10,255}+");

  @Override
  public String apply(String text) {
    String masked = TOKEN.matcher(text).replaceAll(Redactor.MASK);
    return SLACK_HOOK.matcher(masked).replaceAll("$1" + Redactor.MASK);
  }
}
