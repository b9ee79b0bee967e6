package daka.web.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.screen.OneTimeCode;
import daka.store.account.AccountName;
import daka.store.account.Accounts;
import daka.web.account.Office.Browser;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How an administrator who has lost the password gets in again.
class RecoveryTest {
  private static final String OTHER = "four green kettles under the moon";

  @TempDir Path folder;

  private static HttpResponse<String> recover(Browser browser, String code, String name)
      throws Exception {
    return browser.ask(
        "POST", "/api/v1/recovery", Map.of("code", code, "name", name, "password", OTHER));
  }

  private static String draw(Office office, String name) {
    Accounts accounts = new Accounts(office.api.store.database, office.api.store.fingerprints);
    return office.recoveries.draw(accounts.find(AccountName.of(name)).orElseThrow().id());
  }

  @Test
  void the_code_gives_the_account_another_password_and_ends_its_sessions() throws Exception {
    try (Office office = new Office(folder);
        Browser before = office.administrator();
        Browser browser = office.new Browser()) {
      String code = draw(office, "王芳");
      assertEquals(403, recover(browser, code, "nobody").statusCode());
      assertEquals(201, recover(browser, code, "王芳").statusCode());
      assertTrue(browser.isSignedIn());
      assertFalse(before.isSignedIn());
      assertEquals(403, recover(before, code, "王芳").statusCode(), "once");
      assertEquals(401, before.signIn("王芳", Office.PASSWORD).statusCode());
      assertEquals(201, before.signIn("王芳", OTHER).statusCode());
    }
  }

  @Test
  void it_is_guessed_at_five_times_and_good_for_ten_minutes() throws Exception {
    try (Office office = new Office(folder);
        Browser _ = office.administrator();
        Browser wang = office.new Browser()) {
      String code = draw(office, "王芳");
      for (int i = 0; i < OneTimeCode.TRIES; i++) {
        try (Browser eve = office.new Browser("127.0.0." + (50 + i))) {
          assertEquals(403, recover(eve, "AAAAAAAA", "王芳").statusCode());
        }
      }
      office.pass(Duration.ofMinutes(1));
      assertEquals(403, recover(wang, code, "王芳").statusCode(), "it was guessed at");
      String next = draw(office, "王芳");
      office.pass(OneTimeCode.GOOD);
      assertEquals(403, recover(wang, next, "王芳").statusCode(), "it is over");
      assertEquals(409, wang.setUp(next, "eve", OTHER).statusCode());
    }
  }
}
