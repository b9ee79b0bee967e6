package daka.reader;

import daka.checkin.CardKind;
import daka.checkin.Scan;
import daka.health.Part;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The reader of kind `http`: whatever is posted to it. It has no device and no thread; whoever
/// takes the request makes a scan of it here and presents that to the desk.
///
/// Safe for use by several threads. Images are decoded one at a time, which bounds the memory that
/// requests can take.
public final class HttpReader implements Reader {
  private final ReentrantLock lock = new ReentrantLock();
  private final CodeFinder codes;
  private final String id;
  private final @Nullable String room;

  /// What an image showed.
  public sealed interface Seen {

    /// A code that can be read.
    record Code(Scan scan) implements Seen {}

    /// An image without one.
    record NoCode() implements Seen {}

    /// Not an image that is read here.
    ///
    /// @param reason what is wrong with it and what to send instead
    record NotAnImage(String reason) implements Seen {}
  }

  /// @param id the id of the reader in the config
  /// @param room the room it stands for, or null
  public HttpReader(String id, @Nullable String room) {
    this(id, room, Symbology.USUAL);
  }

  /// The same, which looks for other codes than those that are usual.
  public HttpReader(String id, @Nullable String room, Set<Symbology> codes) {
    this.codes = new CodeFinder(codes);
    this.id = id;
    this.room = room;
  }

  @Override
  public String id() {
    return id;
  }

  /// A payload that was posted as text.
  ///
  /// @param kind what it was read from, or null if that is not known
  public Scan scan(@Nullable CardKind kind, String payload) {
    return new Scan(id, room, kind, payload);
  }

  /// Looks for a code in a posted image.
  ///
  /// @param file a PNG or JPEG file; see [PictureFile] for its limits
  public Seen look(byte[] file) {
    lock.lock();
    try {
      return switch (PictureFile.read(file)) {
        case Picture.Decoded(Luminance luminance) -> look(luminance);
        case Picture.NotAnImage(String reason) -> new Seen.NotAnImage(reason);
      };
    } finally {
      lock.unlock();
    }
  }

  private Seen look(Luminance luminance) {
    Code code = codes.in(luminance);
    return code == null ? new Seen.NoCode() : new Seen.Code(scan(code.kind(), code.text()));
  }

  /// Does nothing: requests bring the scans.
  @Override
  public void start(Scans desk) {}

  @Override
  public Part health() {
    return Part.ok("reader " + id, "takes requests");
  }

  @Override
  public void close() {}
}
