package daka.upstream;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One connection to a broker, from its beginning to its end; it is never taken up again.
///
/// The session ends with it (clean start, no expiry), so neither the client nor the broker
/// remembers what was on the way, and nothing of it can arrive after what is sent on the next.
final class MqttConnection {
  private static final int KEEP_ALIVE_SECONDS = 30;

  /// To reach the broker, to agree on a secure connection, and to be let in.
  private static final int STEPS = 3;

  private static final Duration GOOD_BYE = Duration.ofSeconds(2);

  private final Mqtt5AsyncClient client;
  private final @Nullable TlsFiles files;
  private final Duration deadline;

  private MqttConnection(Mqtt5AsyncClient client, @Nullable TlsFiles files, Duration deadline) {
    this.client = client;
    this.files = files;
    this.deadline = deadline;
  }

  /// @param id of the client; of two connections with the same id the broker ends the older
  /// @param will what the broker publishes when the connection ends, however it does
  /// @param clock what the dates of certificates are compared with
  /// @throws IOException if a file that the settings name cannot be used
  /// @throws ExecutionException if the broker cannot be reached or does not let the kiosk in
  static MqttConnection open(
      MqttUpstream.Settings settings, String id, @Nullable Mqtt5Publish will, InstantSource clock)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    TlsFiles files = settings.secure() ? TlsFiles.read(settings.tls(), clock) : null;
    Mqtt5ClientBuilder builder =
        login(Mqtt5Client.builder(), settings)
            .identifier(id)
            .transportConfig(transport(settings, files));
    Mqtt5AsyncClient client = builder.willPublish(will).buildAsync();
    MqttConnection connection = new MqttConnection(client, files, settings.deadline());
    var connecting =
        client
            .connectWith()
            .cleanStart(true)
            .sessionExpiryInterval(0)
            .keepAlive(KEEP_ALIVE_SECONDS)
            .send();
    try {
      connection.await(connecting);
      return connection;
    } catch (InterruptedException | TimeoutException e) {
      CompletableFuture<Void> _ = connecting.thenRun(connection::end);
      throw e;
    }
  }

  private static MqttClientTransportConfig transport(
      MqttUpstream.Settings settings, @Nullable TlsFiles files) {
    long step = settings.deadline().toMillis() / STEPS;
    return MqttClientTransportConfig.builder()
        .serverHost(settings.host())
        .serverPort(settings.port())
        .socketConnectTimeout(step, TimeUnit.MILLISECONDS)
        .mqttConnectTimeout(step, TimeUnit.MILLISECONDS)
        .sslConfig(files == null ? null : secured(settings.tls(), files, step))
        .build();
  }

  /// A receiver that is known by its certificate may have any name.
  private static MqttClientSslConfig secured(Tls tls, TlsFiles files, long millis) {
    return MqttClientSslConfig.builder()
        .trustManagerFactory(files.trustFactory())
        .keyManagerFactory(files.keys())
        .handshakeTimeout(millis, TimeUnit.MILLISECONDS)
        .hostnameVerifier(tls.pin() == null ? null : (_, _) -> true)
        .build();
  }

  private static Mqtt5ClientBuilder login(
      Mqtt5ClientBuilder builder, MqttUpstream.Settings settings) throws IOException {
    if (settings.username() == null) {
      return builder;
    }
    var login = builder.simpleAuth().username(settings.username());
    if (settings.passwordFile() == null) {
      return login.applySimpleAuth();
    }
    String password = TokenFile.secret(settings.passwordFile());
    return login.password(password.getBytes(StandardCharsets.UTF_8)).applySimpleAuth();
  }

  /// Whether it stands, and with what the files hold now.
  boolean isUsable() {
    return client.getState() == MqttClientState.CONNECTED && (files == null || files.areCurrent());
  }

  /// Publishes these in order and waits until the broker has acknowledged every one.
  ///
  /// @throws ExecutionException if the broker refused one, or the connection broke
  void publish(List<Mqtt5Publish> messages)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<CompletableFuture<Mqtt5PublishResult>> answers = new ArrayList<>(messages.size());
    for (Mqtt5Publish message : messages) {
      answers.add(client.publish(message));
    }
    await(CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)));
    for (CompletableFuture<Mqtt5PublishResult> answer : answers) {
      Throwable error = answer.resultNow().getError().orElse(null);
      if (error != null) {
        throw new ExecutionException(error);
      }
    }
  }

  private <T> T await(CompletableFuture<T> answer)
      throws InterruptedException, ExecutionException, TimeoutException {
    return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Ends it, and has the broker publish the last will. Waits no longer than good-byes take.
  void end() {
    CompletableFuture<Void> end =
        client
            .disconnectWith()
            .reasonCode(Mqtt5DisconnectReasonCode.DISCONNECT_WITH_WILL_MESSAGE)
            .send();
    try {
      end.get(GOOD_BYE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // It had ended already, or ends without a word; the broker publishes the will by itself.
    }
  }
}
