package daka.reader.http;

import daka.checkin.CardKind;
import daka.checkin.Scan;
import daka.health.Part;
import daka.reader.AimPrefix;
import daka.reader.Reader;
import daka.reader.ScanReceiver;
import daka.reader.code.CodeFinder;
import daka.reader.code.ReadCode;
import daka.reader.code.Symbology;
import daka.reader.image.Luminance;
import daka.reader.image.Picture;
import daka.reader.image.PictureFile;
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
  private final boolean aim;

  /// What an image showed.
  public sealed interface Seen {

    /// A code that can be read.
    record Code(Scan scan) implements Seen {}

    /// An image with a code that is one of several which only together hold a text.
    record PartOfCode() implements Seen {}

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
    this(id, room, Symbology.USUAL, false);
  }

  /// @param codes what is looked for in an image
  /// @param aim whether payloads begin with an [AimPrefix]
  public HttpReader(String id, @Nullable String room, Set<Symbology> codes, boolean aim) {
    this.aim = aim;
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
    Scan scan = new Scan(id, room, kind, payload);
    return aim ? AimPrefix.without(scan) : scan;
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
    ReadCode code = codes.in(luminance);
    return switch (code) {
      case null -> new Seen.NoCode();
      case ReadCode.Text(@Nullable CardKind kind, String text) ->
          new Seen.Code(new Scan(id, room, kind, text));
      case ReadCode.Part _ -> new Seen.PartOfCode();
    };
  }

  /// Does nothing: requests bring the scans.
  @Override
  public void start(ScanReceiver desk) {}

  @Override
  public Part health() {
    return Part.ok("reader " + id, "takes requests");
  }

  @Override
  public void close() {}
}
