package daka.reader.pcsc;

import daka.device.DeviceException;
import daka.reader.card.TagLostException;
import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
import jnasmartcardio.Smartcardio.JnaPCSCException;

/// What PC/SC says when it cannot, in words (winscard.h of pcsc-lite).
final class PcscErrors {
  private static final int INVALID_HANDLE = 0x80100003;
  private static final int UNKNOWN_READER = 0x80100009;
  private static final int COMM_ERROR = 0x80100013;
  private static final int READER_UNAVAILABLE = 0x80100017;
  private static final int NO_SERVICE = 0x8010001D;
  private static final int SERVICE_STOPPED = 0x8010001E;
  private static final int NO_READERS_AVAILABLE = 0x8010002E;
  private static final int SECURITY_VIOLATION = 0x8010006A;

  private PcscErrors() {}

  /// Why the service for card readers does not answer.
  static DeviceException service(Throwable e) {
    return switch (code(e)) {
      case NO_SERVICE, SERVICE_STOPPED, COMM_ERROR, INVALID_HANDLE ->
          new DeviceException(
              "the service for card readers, pcscd, does not run",
              "install it (apt install pcscd libccid), or start it: systemctl start pcscd.socket");
      case SECURITY_VIOLATION ->
          new DeviceException(
              "the kiosk may not use card readers",
              "let its user do so by a polkit rule for org.debian.pcsc-lite (see firmware-config)");
      default ->
          new DeviceException(
              "the service for card readers, pcscd, fails (" + words(e) + ")",
              "restart it: systemctl restart pcscd");
    };
  }

  /// Why a card does not answer, if that is the fault of the reader.
  ///
  /// @throws TagLostException if it is the card's
  static DeviceException lost(CardException e) throws TagLostException {
    if (e instanceof CardNotPresentException) {
      throw new TagLostException("it was taken away");
    }
    return switch (code(e)) {
      case UNKNOWN_READER, READER_UNAVAILABLE, NO_READERS_AVAILABLE ->
          new DeviceException("the card reader was unplugged", "plug it in again");
      case INVALID_HANDLE, COMM_ERROR, NO_SERVICE, SERVICE_STOPPED, SECURITY_VIOLATION ->
          service(e);
      default -> throw new TagLostException(words(e));
    };
  }

  private static int code(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof JnaPCSCException pcsc) {
        return (int) pcsc.code;
      }
    }
    return 0;
  }

  private static String words(Throwable e) {
    return code(e) == 0 ? e.getClass().getName() : "0x" + Integer.toHexString(code(e));
  }
}
