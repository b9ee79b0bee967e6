package daka.web.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import daka.check.Needs;
import daka.screen.SetupInvitation;
import daka.store.OpenStore;
import daka.store.account.AccountName;
import daka.store.account.Accounts;
import daka.store.account.NewAccount;
import daka.store.register.TokenRole;
import daka.web.access.RecoveryCodes;
import daka.web.account.SignInRules;
import daka.web.api.RunningApi;
import daka.web.door.Chromium;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Tests of the office in a real browser over TLS, with a centre in which some people are.
@Needs.Browser
abstract class InOffice {
  static final String ADMIN = "陈雅静";
  static final String STAFF = "李芳";
  static final String AUDITOR = "audit office";
  static final String PASSWORD = "三月的雨落在青石板上没有任何声音";

  static Chromium chromium;

  @TempDir Path folder;

  /// To become the first administrator: nobody is invited until a test opens it.
  final SetupInvitation invitation = new SetupInvitation(System::nanoTime);

  /// For administrators who have lost their password.
  final RecoveryCodes recoveries = new RecoveryCodes(System::nanoTime);

  RunningApi api;

  @BeforeAll
  static void startBrowser() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stopBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    api = new RunningApi(folder, rules(false));
    api.store.resident("王秀英", "W-1");
    api.store.resident("李桂兰", "W-2");
    api.store.resident("张建国", "W-3");
    api.store.desk.scan(OpenStore.entrance("W-1"));
    api.store.pass(Duration.ofMinutes(20));
    api.store.desk.scan(OpenStore.room("sports", "W-2"));
    api.store.desk.scan(OpenStore.room("sports", "W-3"));
    api.store.desk.scan(OpenStore.room("sports", "nobody"));
    api.store.pass(Duration.ofMinutes(20));
    api.store.desk.scan(OpenStore.room("sports", "W-3"));
  }

  SignInRules rules(boolean adminsNeedOtp) {
    return new SignInRules(
        "益民社区邻里中心", List.of("益民社区邻里中心"), adminsNeedOtp, invitation, recoveries, System::nanoTime);
  }

  @AfterEach
  void close() throws Exception {
    api.close();
  }

  Accounts accounts() {
    return new Accounts(api.store.database, api.store.fingerprints);
  }

  /// Makes the first administrator, with [#PASSWORD].
  void administrator() {
    accounts().addFirst(AccountName.of(ADMIN), PASSWORD, api.store.now());
  }

  /// Makes another account, with [#PASSWORD].
  void account(String name, TokenRole role) {
    accounts()
        .add(new NewAccount(AccountName.of(name), role, null, PASSWORD, false), api.store.now());
  }

  String url(String path) {
    return "https://localhost:" + api.server.port() + path;
  }

  /// A window in which somebody has signed in who came to this address.
  Page signedIn(String name, String path, int width) {
    Page page = chromium.office(width, 800);
    page.navigate(url(path));
    signIn(page, name);
    assertThat(page.locator("header.top")).isVisible();
    return page;
  }

  /// Shows what a narrow window keeps in its menu.
  static void openMenu(Page page) {
    assertThat(page.locator("header.top")).isVisible();
    Locator closed = page.locator("[data-step=menu][aria-expanded=false]");
    if (closed.isVisible()) {
      closed.click();
    }
  }

  /// Goes to a page by what leads there from every other.
  static void go(Page page, String name) {
    openMenu(page);
    page.locator("nav.pages [data-page=" + name + "]").click();
  }

  /// Types name and password where they are asked for, and Enter.
  static void signIn(Page page, String name) {
    page.locator("[name=name]").fill(name);
    page.locator("[name=password]").fill(PASSWORD);
    page.locator("[name=password]").press("Enter");
    page.waitForLoadState(LoadState.DOMCONTENTLOADED);
  }
}
