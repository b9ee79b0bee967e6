package daka.upstream;

import daka.event.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// A batch in the CloudEvents JSON batch format: an array of the events as the journal has them.
final class BatchBody {
  private static final int ENTRY_BYTES = 700;

  private BatchBody() {}

  static byte[] of(List<Entry> batch, boolean gzip) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(batch.size() * ENTRY_BYTES);
    try (OutputStream out = gzip ? new GZIPOutputStream(bytes) : bytes) {
      out.write('[');
      for (int i = 0; i < batch.size(); i++) {
        if (i > 0) {
          out.write(',');
        }
        out.write(batch.get(i).json().getBytes(StandardCharsets.UTF_8));
      }
      out.write(']');
    }
    return bytes.toByteArray();
  }
}
