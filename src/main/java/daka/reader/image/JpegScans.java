package daka.reader.image;

/// What the markers of a JPEG file say about its scans, the passes in which its pixels are coded.
enum JpegScans {
  WHOLE,
  /// The last scan does not end, as in a file that is still being written.
  TRUNCATED,
  /// More than any encoder makes. A scan may be a few bytes long and yet go over every pixel, so
  /// that a small file can keep a decoder busy for hours (libjpeg-turbo, LJT-01-003).
  TOO_MANY;

  private static final int MAX_SCANS = 64;
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;

  /// Counts markers without following segment lengths, which may lie. A thumbnail within the file
  /// counts too. Within a scan, 0xFF is never followed by a marker's byte.
  static JpegScans of(byte[] file) {
    int scans = 0;
    boolean ended = false;
    for (int at = 0; at + 1 < file.length; at++) {
      if (file[at] == (byte) 0xFF) {
        int marker = file[at + 1] & 0xFF;
        if (marker == START_OF_SCAN) {
          scans++;
          ended = false;
        } else if (marker == END_OF_IMAGE) {
          ended = true;
        }
      }
    }
    if (scans > MAX_SCANS) {
      return TOO_MANY;
    }
    return ended ? WHOLE : TRUNCATED;
  }
}
