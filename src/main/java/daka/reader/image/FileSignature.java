package daka.reader.image;

import java.util.Arrays;

/// How the files that are read here begin.
final class FileSignature {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

  private FileSignature() {}

  static boolean isPng(byte[] file) {
    return startsWith(file, PNG);
  }

  static boolean isJpeg(byte[] file) {
    return startsWith(file, JPEG);
  }

  private static boolean startsWith(byte[] file, byte[] start) {
    return file.length >= start.length
        && Arrays.equals(file, 0, start.length, start, 0, start.length);
  }
}
