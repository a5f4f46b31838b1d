package io.healing.sqlite.schema;

import java.nio.file.Path;
import java.util.List;

/**
 * One statement of the declared schema.
 *
 * @param file where it is written
 * @param line the line on which it begins, from 1
 * @param text the statement without the semicolon at its end
 */
record SqlStatement(Path file, int line, String text) {
  List<Token> tokens() {
    return Tokens.of(text);
  }

  String place() {
    return file + ", line " + line;
  }
}
