package daka.web.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import daka.screen.SetupInvitation;
import daka.screen.Shown;
import daka.store.account.AccountName;
import daka.store.account.Accounts;
import daka.store.account.NewAccount;
import daka.store.register.TokenRole;
import daka.web.access.RecoveryCodes;
import daka.web.api.RunningApi;
import daka.web.http.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The LAN of a centre that invites its first administrator, and browsers on it.
final class Office implements AutoCloseable {
  static final String PASSWORD = "purple tin eats a slow river";

  final RunningApi api;
  final SetupInvitation invitation;
  private final AtomicLong nanos = new AtomicLong();
  final RecoveryCodes recoveries = new RecoveryCodes(nanos::get);

  Office(Path folder) throws Exception {
    this(folder, false);
  }

  /// @param adminsNeedOtp whether administrators need a second factor
  Office(Path folder, boolean adminsNeedOtp) throws Exception {
    invitation = new SetupInvitation(nanos::get);
    invitation.open(List.of("https://192.168.1.5:8443/"), "AB:CD");
    api =
        new RunningApi(
            folder,
            new SignInRules(
                "益民社区邻里中心",
                List.of("益民社区邻里中心"),
                adminsNeedOtp,
                invitation,
                recoveries,
                nanos::get));
  }

  /// Lets time pass on all clocks.
  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    api.store.pass(time);
  }

  /// The code that the screen shows.
  String code() {
    return Shown.code(invitation, api.store.now());
  }

  /// A browser in which somebody has become the first administrator.
  Browser administrator() throws Exception {
    Browser browser = new Browser();
    assertEquals(201, browser.setUp(code(), "王芳", PASSWORD).statusCode());
    return browser;
  }

  /// A browser in which somebody of this role is signed in.
  Browser signedIn(String name, TokenRole role) throws Exception {
    new Accounts(api.store.database, api.store.fingerprints)
        .add(new NewAccount(AccountName.of(name), role, null, PASSWORD, false), api.store.now());
    Browser browser = new Browser();
    assertEquals(201, browser.signIn(name, PASSWORD).statusCode());
    return browser;
  }

  /// A browser: keeps the cookie, and says where its requests come from.
  final class Browser implements AutoCloseable {
    @Nullable String cookie;
    final Map<String, String> says = new LinkedHashMap<>(Map.of("Sec-Fetch-Site", "same-origin"));
    private final HttpClient http;

    Browser() throws Exception {
      this("127.0.0.1");
    }

    /// @param address that its requests come from, of 127.0.0.0/8
    Browser(String address) throws Exception {
      http =
          HttpClient.newBuilder()
              .sslContext(RunningApi.trusting(api.certificate))
              .localAddress(InetAddress.ofLiteral(address))
              .build();
    }

    HttpResponse<String> ask(String method, String path, @Nullable Map<String, ?> body)
        throws Exception {
      return ask(method, path, body, Map.of());
    }

    HttpResponse<String> ask(
        String method, String path, @Nullable Map<String, ?> body, Map<String, String> headers)
        throws Exception {
      HttpRequest.Builder request = api.request(null, path);
      says.forEach(request::setHeader);
      headers.forEach(request::setHeader);
      if (cookie != null) {
        request.setHeader("Cookie", "other=1; " + cookie);
      }
      if (body != null) {
        request.setHeader("Content-Type", "application/json");
      }
      request.method(
          method,
          body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(Json.bytes(body)));
      HttpResponse<String> response =
          http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      response.headers().firstValue("Set-Cookie").ifPresent(this::keep);
      return response;
    }

    private void keep(String given) {
      String pair = given.substring(0, given.indexOf(';'));
      cookie = pair.endsWith("=") ? null : pair;
    }

    HttpResponse<String> get(String path) throws Exception {
      return ask("GET", path, null);
    }

    HttpResponse<String> setUp(String code, String name, String password) throws Exception {
      return ask("POST", "/api/v1/setup", Map.of("code", code, "name", name, "password", password));
    }

    HttpResponse<String> signIn(String name, String password) throws Exception {
      return ask("POST", "/api/v1/session", Map.of("name", name, "password", password));
    }

    HttpResponse<String> signIn(String name, String password, String otp) throws Exception {
      return ask("POST", "/api/v1/session", Map.of("name", name, "password", password, "otp", otp));
    }

    /// Whether the session is good.
    boolean isSignedIn() throws Exception {
      return get("/api/v1/session").statusCode() == 200;
    }

    @Override
    public void close() {
      http.close();
    }
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return RunningApi.json(response);
  }

  @Override
  public void close() throws SQLException {
    api.close();
  }
}
