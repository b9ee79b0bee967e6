package daka.upstream;

import com.hivemq.client.mqtt.exceptions.MqttEncodeException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import daka.upstream.Delivery.Refused;
import daka.upstream.Delivery.TryAgain;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// What it means that the broker did not take a batch. Reason codes are those of MQTT 5.0, 2.4.
final class MqttFailure {
  private static final int DEPTH = 10;

  /// The statuses by which an entry is set aside are those of HTTP.
  private static final int TOO_LARGE = 413;

  private static final int UNPROCESSABLE = 422;

  private MqttFailure() {}

  static Delivery of(URI url, Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEPTH; depth++) {
      Delivery known = known(url, cause);
      if (known != null) {
        return known;
      }
      cause = cause.getCause();
    }
    return HttpFailure.of(url, failure);
  }

  private static @Nullable Delivery known(URI url, Throwable cause) {
    return switch (cause) {
      case MqttEncodeException e -> new Refused(TOO_LARGE, String.valueOf(e.getMessage()));
      case Mqtt5PubAckException e -> refusal(url, e.getMqttMessage().getReasonCode());
      case Mqtt5DisconnectException e
          when e.getMqttMessage().getReasonCode() == Mqtt5DisconnectReasonCode.PACKET_TOO_LARGE ->
          new Refused(TOO_LARGE, "the broker takes no message as large");
      case Mqtt5DisconnectException e ->
          again(
              url,
              "the broker ended the connection: " + e.getMqttMessage().getReasonCode(),
              "If this lasts, ask the town. Two kiosks of one id in [kiosk] push each other out.");
      case Mqtt5ConnAckException e ->
          switch (e.getMqttMessage().getReasonCode()) {
            case BAD_USER_NAME_OR_PASSWORD, NOT_AUTHORIZED, BAD_AUTHENTICATION_METHOD, BANNED ->
                again(
                    url,
                    "the broker does not let the kiosk in: " + e.getMqttMessage().getReasonCode(),
                    "Check username, password-file and certificate in [mqtt], and ask the town.");
            case UNSUPPORTED_PROTOCOL_VERSION ->
                again(url, "the broker does not speak MQTT 5", "Ask the town for one that does.");
            default ->
                again(
                    url,
                    "the broker does not take the connection: "
                        + e.getMqttMessage().getReasonCode(),
                    "If this lasts, ask the town.");
          };
      default -> null;
    };
  }

  private static Delivery refusal(URI url, Mqtt5PubAckReasonCode reason) {
    return switch (reason) {
      case PAYLOAD_FORMAT_INVALID -> new Refused(UNPROCESSABLE, "payload format invalid");
      case NOT_AUTHORIZED, TOPIC_NAME_INVALID ->
          again(
              url,
              "the broker does not let the kiosk publish: " + reason,
              "Ask the town to allow the kiosk its topics, daka/CENTRE/KIOSK/#.");
      case QUOTA_EXCEEDED,
          UNSPECIFIED_ERROR,
          IMPLEMENTATION_SPECIFIC_ERROR,
          PACKET_IDENTIFIER_IN_USE,
          SUCCESS,
          NO_MATCHING_SUBSCRIBERS ->
          again(
              url,
              "the broker does not take the messages: " + reason,
              "If this lasts, ask the town.");
    };
  }

  private static TryAgain again(URI url, String what, String cure) {
    return new TryAgain("publishing to " + url.getHost() + ": " + what, cure, null);
  }
}
