package daka.reader;

import daka.checkin.Scan;
import java.util.regex.Pattern;

/// What some scanners can be set to send before a code, to say of which symbology it is: `]`, a
/// letter and a modifier, such as `]Q1` or `]C1` (ISO/IEC 15424). It is no part of the card.
public final class AimPrefix {
  private static final Pattern PREFIX = Pattern.compile("^\\][A-Za-z][0-9A-Za-z]");

  private AimPrefix() {}

  /// The scan without the prefix, if it has one.
  public static Scan without(Scan scan) {
    return switch (scan.presented()) {
      case Scan.Presented.Payload(var kind, String text) ->
          new Scan(scan.reader(), scan.room(), kind, PREFIX.matcher(text).replaceFirst(""));
      case Scan.Presented.IdCard _ -> scan;
    };
  }
}
