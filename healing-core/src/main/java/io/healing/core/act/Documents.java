package io.healing.core.act;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.healing.api.Image;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads a content in the form that the file's name promises, as a list of plain trees. */
enum Documents {
  /** Any text or bytes: nothing to read, and no parts. */
  ANY {
    @Override
    Object tree(byte[] bytes) {
      return List.of(ByteBuffer.wrap(bytes));
    }
  },
  YAML {
    @Override
    Object tree(byte[] bytes) throws Unreadable {
      return new YamlTrees().read(text(bytes));
    }
  },
  JSON {
    @Override
    Object tree(byte[] bytes) throws Unreadable {
      try {
        JsonNode node = JSON_READER.readTree(text(bytes));
        if (node.isMissingNode()) {
          throw new Unreadable("no JSON, it is empty");
        }
        return node.isNull() ? List.of() : List.of(JSON_READER.convertValue(node, Object.class));
      } catch (IOException | IllegalArgumentException e) {
        throw new Unreadable("no JSON, " + e.getMessage());
      }
    }
  },
  PROPERTIES {
    @Override
    Object tree(byte[] bytes) throws Unreadable {
      Properties properties = new Properties();
      try {
        properties.load(new StringReader(text(bytes)));
        return PropertyTrees.of(properties);
      } catch (IOException | IllegalArgumentException e) {
        throw new Unreadable("no properties, " + e.getMessage());
      }
    }
  },
  /** Checked for its form only: it holds nothing of ours. */
  XML {
    @Override
    Object tree(byte[] bytes) throws Unreadable {
      try {
        var builder = secured().newDocumentBuilder();
        builder.setErrorHandler(new DefaultHandler());
        builder.parse(new ByteArrayInputStream(bytes));
        return List.of(ByteBuffer.wrap(bytes));
      } catch (IOException | SAXException | ParserConfigurationException e) {
        throw new Unreadable("no XML that may be read, " + e.getMessage());
      }
    }
  };

  private static final JsonMapper JSON_READER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static Documents of(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "yaml", "yml" -> YAML;
      case "json" -> JSON;
      case "properties" -> PROPERTIES;
      case "xml" -> XML;
      default -> ANY;
    };
  }

  /** The content as a list of trees; empty when there is no content. */
  Optional<Object> read(Image image) throws Unreadable {
    Optional<byte[]> content = image.content();
    return content.isPresent() ? Optional.of(tree(content.get())) : Optional.empty();
  }

  abstract Object tree(byte[] bytes) throws Unreadable;

  private static String text(byte[] bytes) throws Unreadable {
    return Texts.decoded(bytes).orElseThrow(() -> new Unreadable("no UTF-8 text"));
  }

  /** Without declarations of types and entities, which could read other files or never end. */
  private static DocumentBuilderFactory secured() throws ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
    factory.setXIncludeAware(false);
    factory.setExpandEntityReferences(false);
    return factory;
  }
}
