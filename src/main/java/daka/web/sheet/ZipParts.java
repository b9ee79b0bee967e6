package daka.web.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// The parts of a workbook, which is a zip file in memory. Its directory says where each begins;
/// nothing else that it claims is believed.
final class ZipParts {
  private static final int END = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int LONGEST_COMMENT = 0xFFFF;
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_LENGTH = 46;
  private static final int LOCAL_LENGTH = 30;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int BUFFER = 16 * 1024;
  private static final int MOST_PARTS = 1_000;

  private final byte[] file;
  private final Map<String, Part> parts = new HashMap<>();

  /// @param at where its own header begins
  /// @param packed how many bytes it takes in the file
  private record Part(int method, int packed, int at) {}

  /// @throws UnreadableSheetException if it is no zip file that can be read
  ZipParts(byte[] file) throws UnreadableSheetException {
    this.file = file;
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    try {
      readDirectory(bytes, end(bytes));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw UnreadableSheetException.broken("is damaged: the directory of its parts breaks off");
    }
  }

  private static int end(ByteBuffer bytes) throws UnreadableSheetException {
    int last = bytes.capacity() - END_LENGTH;
    for (int at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
      if (bytes.getInt(at) == END) {
        return at;
      }
    }
    throw UnreadableSheetException.broken("breaks off: the end of the file is missing");
  }

  private void readDirectory(ByteBuffer bytes, int end) throws UnreadableSheetException {
    int count = Short.toUnsignedInt(bytes.getShort(end + 10));
    if (count > MOST_PARTS) {
      throw UnreadableSheetException.of(
          "has " + count + " parts", "copy the one sheet into a new workbook");
    }
    int at = bytes.getInt(end + 16);
    for (int i = 0; i < count; i++) {
      if (bytes.getInt(at) != ENTRY) {
        throw UnreadableSheetException.broken("is damaged: part " + (i + 1) + " is not told of");
      }
      int name = Short.toUnsignedInt(bytes.getShort(at + 28));
      parts.put(
          key(new String(file, at + ENTRY_LENGTH, name, StandardCharsets.UTF_8)),
          new Part(bytes.getShort(at + 10), bytes.getInt(at + 20), bytes.getInt(at + 42)));
      int extra = Short.toUnsignedInt(bytes.getShort(at + 30));
      int comment = Short.toUnsignedInt(bytes.getShort(at + 32));
      at += ENTRY_LENGTH + name + extra + comment;
    }
  }

  /// Names of parts are the same in large and small letters.
  private static String key(String name) {
    return name.replace('\\', '/').toLowerCase(Locale.ROOT);
  }

  /// The inflated bytes of a part, or null if there is none of this name.
  @Nullable InputStream open(String name) throws IOException {
    Part part = parts.get(key(name));
    if (part == null) {
      return null;
    }
    int names = part.at() + LOCAL_LENGTH - 4;
    if (part.at() < 0 || names > file.length - 4) {
      throw new IOException("part " + name + " lies outside of the file");
    }
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    long begin =
        names
            + 4L
            + Short.toUnsignedInt(bytes.getShort(names))
            + Short.toUnsignedInt(bytes.getShort(names + 2));
    if (part.packed() < 0 || begin + part.packed() > file.length) {
      throw new IOException("part " + name + " lies outside of the file");
    }
    InputStream packed = new ByteArrayInputStream(file, (int) begin, part.packed());
    return switch (part.method()) {
      case STORED -> packed;
      case DEFLATED -> new EndingInflater(packed);
      default -> throw new IOException("part " + name + " is packed in a way of its own");
    };
  }

  /// Gives the memory of its inflater back when it is closed.
  private static final class EndingInflater extends InflaterInputStream {
    EndingInflater(InputStream packed) {
      super(packed, new Inflater(true), BUFFER);
    }

    @Override
    public void close() throws IOException {
      super.close();
      inf.end();
    }
  }
}
