package daka.reader.image;

import java.io.ByteArrayOutputStream;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/// The frames of motion JPEG: files from which most cameras leave out the Huffman tables, because
/// they are always those of ITU-T T.81, Annex K.3. Java's reader wants to see them.
public final class MotionJpeg {
  private static final int DEFINE_HUFFMAN = 0xC4;
  private static final int START_OF_SCAN = 0xDA;
  private static final int AC = 0x10;

  private static final byte[] TABLES = tables();

  private MotionJpeg() {}

  private static byte[] tables() {
    ByteArrayOutputStream tables = new ByteArrayOutputStream();
    add(tables, 0, JPEGHuffmanTable.StdDCLuminance);
    add(tables, AC, JPEGHuffmanTable.StdACLuminance);
    add(tables, 1, JPEGHuffmanTable.StdDCChrominance);
    add(tables, AC | 1, JPEGHuffmanTable.StdACChrominance);
    return tables.toByteArray();
  }

  /// A segment with one table: its class and number, how many codes there are of each of 16
  /// lengths, and their values.
  private static void add(ByteArrayOutputStream to, int which, JPEGHuffmanTable table) {
    int size = 2 + 1 + 16 + table.getValues().length;
    to.write(0xFF);
    to.write(DEFINE_HUFFMAN);
    to.write(size >> 8);
    to.write(size);
    to.write(which);
    for (int i = 0; i < 16; i++) {
      to.write(i < table.getLengths().length ? table.getLengths()[i] : 0);
    }
    for (short value : table.getValues()) {
      to.write(value);
    }
  }

  /// The file with Huffman tables: itself if it has some, or is no JPEG.
  public static byte[] whole(byte[] file) {
    int scan = start(file, START_OF_SCAN);
    if (scan < 0 || start(file, DEFINE_HUFFMAN) >= 0) {
      return file;
    }
    byte[] whole = new byte[file.length + TABLES.length];
    System.arraycopy(file, 0, whole, 0, scan);
    System.arraycopy(TABLES, 0, whole, scan, TABLES.length);
    System.arraycopy(file, scan, whole, scan + TABLES.length, file.length - scan);
    return whole;
  }

  /// Where the first segment of a kind starts, up to the pixels.
  ///
  /// @return -1 if there is none
  private static int start(byte[] file, int kind) {
    int at = 2;
    while (at + 3 < file.length && file[at] == (byte) 0xFF) {
      int marker = file[at + 1] & 0xFF;
      if (marker == kind) {
        return at;
      }
      if (marker == START_OF_SCAN) {
        return -1;
      }
      at += 2 + (((file[at + 2] & 0xFF) << 8) | (file[at + 3] & 0xFF));
    }
    return -1;
  }
}
