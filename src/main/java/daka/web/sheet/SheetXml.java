package daka.web.sheet;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// A part of a workbook, element by element. Names are local: programs differ in their prefixes.
final class SheetXml implements AutoCloseable {
  private static final long MOST_BYTES = 48L << 20;
  private static final int DEEPEST = 40;

  /// So many that are none of these: the parser keeps every name that it has seen.
  private static final int MOST_UNKNOWN = 20_000;

  private static final Set<String> NAMES =
      Set.of(
          "is",
          "row",
          "si",
          "rPr",
          "rFont",
          "sz",
          "color",
          "family",
          "charset",
          "scheme",
          "val",
          "rPh",
          "phoneticPr",
          "spans",
          "ht",
          "customHeight",
          "hidden",
          "x14ac",
          "dyDescent",
          "customFormat",
          "rgb",
          "theme",
          "space",
          "sb",
          "eb",
          "fontId",
          "ref",
          "xf",
          "numFmtId",
          "fillId",
          "borderId",
          "xfId",
          "applyFont",
          "outlineLevel",
          "thickBot",
          "mergeCell",
          "cm",
          "ph",
          "thickTop",
          "collapsed",
          "alignment",
          "vertical",
          "ca");

  private final XMLStreamReader xml;
  private final InputStream in;
  private String element = "";
  private boolean isBegin;
  private int depth;
  private int unknown;

  private SheetXml(XMLStreamReader xml, InputStream in) {
    this.xml = xml;
    this.in = in;
  }

  /// @return null if the workbook has no such part; else to be closed, which frees memory outside
  ///   of the heap
  static @Nullable SheetXml open(ZipParts parts, String part)
      throws IOException, XMLStreamException {
    InputStream in = parts.open(part);
    if (in == null) {
      return null;
    }
    XMLInputFactory factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    return new SheetXml(
        factory.createXMLStreamReader(new GuardedXml(in, part, MOST_BYTES), "UTF-8"), in);
  }

  /// Goes to where the next element begins or ends.
  ///
  /// @return false if there is none
  boolean next() throws XMLStreamException {
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          element = xml.getLocalName();
          isBegin = true;
          count();
          return true;
        }
        case XMLStreamConstants.END_ELEMENT -> {
          element = xml.getLocalName();
          isBegin = false;
          depth--;
          return true;
        }
        default -> {
          // Text that nobody asked for.
        }
      }
    }
    return false;
  }

  private void count() throws XMLStreamException {
    depth++;
    unknown += isKnown(xml.getLocalName()) ? 0 : 1;
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      unknown += isKnown(xml.getAttributeLocalName(i)) ? 0 : 1;
    }
    unknown += xml.getNamespaceCount();
    if (depth > DEEPEST || unknown > MOST_UNKNOWN) {
      throw new XMLStreamException("it holds too much that is no cell");
    }
  }

  /// Names of one letter are most of a sheet, and few by nature.
  private static boolean isKnown(String name) {
    return name.length() == 1 || NAMES.contains(name);
  }

  boolean begins(String name) {
    return isBegin && element.equals(name);
  }

  boolean ends(String name) {
    return !isBegin && element.equals(name);
  }

  @Nullable String attribute(String name) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(name)) {
        return xml.getAttributeValue(i);
      }
    }
    return null;
  }

  /// Adds what stands in this element to `text`, and in the elements in it but `rPh`, which tells
  /// how characters are read. Goes to its end.
  void text(StringBuilder text) throws XMLStreamException {
    isBegin = false;
    int inside = 1;
    int reading = 0;
    while (inside > 0) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          count();
          inside++;
          reading += reading > 0 || xml.getLocalName().equals("rPh") ? 1 : 0;
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          inside--;
          reading -= reading > 0 ? 1 : 0;
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE -> {
          if (reading == 0) {
            append(text);
          }
        }
        default -> {
          // Nothing that stands in a cell.
        }
      }
    }
  }

  /// The parser reads a text when it is asked for it, and cannot declare what it finds then.
  private void append(StringBuilder text) throws XMLStreamException {
    try {
      if (text.length() + xml.getTextLength() > XlsxSheet.LONGEST_CELL) {
        throw new XMLStreamException("it holds a text longer than any cell can");
      }
      text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
    } catch (UncheckedStreamException e) {
      throw new XMLStreamException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void close() throws XMLStreamException, IOException {
    xml.close();
    in.close();
  }
}
