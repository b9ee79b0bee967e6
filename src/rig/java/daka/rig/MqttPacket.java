package daka.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import daka.upstream.Receiver.Event;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// One packet of MQTT 5 as it stands on the wire: its type and flags, how long the rest is, and the
/// rest. Of what it says only that is read by which a line knows events and their acknowledgement.
final class MqttPacket {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PUBLISH = 3;
  private static final int PUBACK = 4;
  private static final int FAILURE = 128;
  private static final int FURTHER_DIGITS = 128;

  private final int first;
  private final byte[] rest;

  private MqttPacket(int first, byte[] rest) {
    this.first = first;
    this.rest = rest;
  }

  /// @return null at the end of the stream
  static @Nullable MqttPacket read(InputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    int length = 0;
    int digit = FURTHER_DIGITS;
    for (int shift = 0; digit >= FURTHER_DIGITS; shift += 7) {
      digit = in.read();
      length |= (digit & 127) << shift;
    }
    byte[] rest = digit < 0 ? new byte[0] : in.readNBytes(length);
    if (digit < 0 || rest.length < length) {
      throw new EOFException("the connection ended within a packet");
    }
    return new MqttPacket(first, rest);
  }

  /// All of it, as it was read.
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(rest.length + 5);
    bytes.write(first);
    int length = rest.length;
    while (length >= FURTHER_DIGITS) {
      bytes.write((length & 127) | FURTHER_DIGITS);
      length >>= 7;
    }
    bytes.write(length);
    bytes.writeBytes(rest);
    return bytes.toByteArray();
  }

  /// The event, if it is a message with one. It is not known by its topic, which is a number from
  /// the second message on.
  @Nullable Event event() throws IOException {
    if (first >> 4 != PUBLISH) {
      return null;
    }
    int payload = 2 + topicLength() + 2;
    int properties = 0;
    int digit = FURTHER_DIGITS;
    for (int shift = 0; digit >= FURTHER_DIGITS; shift += 7) {
      digit = rest[payload++] & 255;
      properties |= (digit & 127) << shift;
    }
    payload += properties;
    JsonNode json = JSON.readTree(rest, payload, rest.length - payload);
    return json.has("sequence") ? Event.of(json) : null;
  }

  private int topicLength() {
    return number(0);
  }

  /// What a message at QoS 1 and its acknowledgement have in common.
  int id() {
    return number(first >> 4 == PUBLISH ? 2 + topicLength() : 0);
  }

  private int number(int at) {
    return ByteBuffer.wrap(rest).getShort(at) & 0xffff;
  }

  /// Whether it answers a message, well or not.
  boolean isAnswer() {
    return first >> 4 == PUBACK;
  }

  /// Whether it says that the broker has the message.
  boolean isAcknowledgement() {
    return isAnswer() && (rest.length < 3 || (rest[2] & 255) < FAILURE);
  }
}
