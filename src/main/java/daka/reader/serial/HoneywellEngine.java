package daka.reader.serial;

import static java.nio.charset.StandardCharsets.US_ASCII;

import daka.device.DeviceException;

/// The engines and scanners of Honeywell on a serial line: `SYN M CR command !`, which the engine
/// repeats with ACK, NAK or ENQ before the exclamation mark; that mark is for what is forgotten
/// without power (for one, N86XX Decoded Engine User's Guide, chapter 10). It has no mode that
/// looks all the time.
public record HoneywellEngine(Look look) implements Engine {
  private static final String SILENT = "BEPBEP0";
  private static final String LOOK_NOW = "\u0016T\r";

  public HoneywellEngine {
    if (look == Look.CONTINUOUS) {
      throw new IllegalArgumentException("an engine of Honeywell cannot look all the time");
    }
  }

  @Override
  public boolean setUp(EngineLine line) throws DeviceException {
    boolean looks = isGood(line, look == Look.HOST ? "TRGMOD0" : "TRGMOD3");
    boolean silent = isGood(line, SILENT);
    return looks && silent;
  }

  private static boolean isGood(EngineLine line, String command) throws DeviceException {
    int[] expected = (command + " !").chars().toArray();
    expected[expected.length - 2] = EngineReplies.STATUS;
    byte[] reply = line.ask(("\u0016M\r" + command + "!").getBytes(US_ASCII), expected);
    return reply != null && reply[reply.length - 2] == EngineReplies.ACK;
  }

  /// There is no reply but the code.
  @Override
  public void trigger(EngineLine line) throws DeviceException {
    line.say(LOOK_NOW.getBytes(US_ASCII));
  }
}
