package io.healing.core.diagnose;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises in a stack or a traceback what was being done with a file. */
final class Operation {
  private static final Pattern CALL =
      Pattern.compile(
          "(?<directory>newDirectoryStream|Files\\.(?:list|walk|newDirectoryStream)\\b|os\\.(?:listdir|scandir|chdir)|scandir|Dir\\.(?:entries|children))"
              + "|(?<write>newOutputStream|Files\\.(?:write|writeString|newBufferedWriter|createFile|createDirectory|createTempFile|createTempDirectory|createLink|createSymbolicLink)\\b"
              + "|FileOutputStream|FileWriter|PrintWriter|File\\.createTempFile|FileHandler|os\\.mkdir\\b"
              + "|\\bopen\\([^)\\n]{0,300},\\s{0,8}(?:mode\\s{0,4}=\\s{0,4})?['\"][wax]|\\.to_\\w{1,20}\\(|write_text|write_bytes)"
              + "|(?<read>newInputStream|Files\\.(?:readAllBytes|readString|readAllLines|newBufferedReader|lines|size|readAttributes)\\b|FileInputStream|FileReader"
              + "|\\bopen\\([^,)\\n]{1,300}\\)|read_text|read_bytes|\\bread_\\w{1,20}\\(|getLastModifiedTime)");

  private Operation() {}

  /** What the innermost call that tells it did. */
  static PathUse in(String surroundings) {
    Matcher call = CALL.matcher(surroundings);
    if (!call.find()) {
      return PathUse.UNKNOWN;
    }
    if (call.group("directory") != null) {
      return PathUse.DIRECTORY;
    }
    return call.group("write") != null ? PathUse.WRITE : PathUse.READ;
  }
}
