package daka.reader.serial;

import static java.nio.charset.StandardCharsets.US_ASCII;

import daka.device.DeviceException;

/// The engines of Newland that understand its unified commands: `~ SOH 0000 # command ; ETX`, which
/// the engine repeats after STX in place of the tilde and with ACK, NAK or ENQ before the
/// semicolon. `#` marks what is forgotten without power (for one, NLS-HR52 User Manual, "Use of
/// Programming Command").
public record NewlandEngine(Look look) implements Engine {
  private static final String SILENT = "GRBENA0";
  private static final String LOOK_NOW = "SCNTRG1";

  @Override
  public boolean setUp(EngineLine line) throws DeviceException {
    boolean looks = isGood(line, mode());
    boolean silent = isGood(line, SILENT);
    return looks && silent;
  }

  private String mode() {
    return switch (look) {
      case HOST -> "SCNMOD0";
      case SENSE -> "SCNMOD2";
      case CONTINUOUS -> "SCNMOD3";
    };
  }

  private static boolean isGood(EngineLine line, String command) throws DeviceException {
    byte[] reply = line.ask(frame(command), reply(command));
    return reply != null && reply[reply.length - 3] == EngineReplies.ACK;
  }

  @Override
  public void trigger(EngineLine line) throws DeviceException {
    line.say(frame(LOOK_NOW), reply(LOOK_NOW));
  }

  private static byte[] frame(String command) {
    return ("~\u00010000#" + command + ";\u0003").getBytes(US_ASCII);
  }

  private static int[] reply(String command) {
    int[] reply = ("\u0002\u00010000#" + command + " ;\u0003").chars().toArray();
    reply[reply.length - 3] = EngineReplies.STATUS;
    return reply;
  }
}
