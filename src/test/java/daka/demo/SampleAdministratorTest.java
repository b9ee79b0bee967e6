package daka.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.store.OpenStore;
import daka.store.account.AccountName;
import daka.store.account.Accounts;
import daka.store.account.Passwords;
import daka.store.register.TokenRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleAdministratorTest {
  @TempDir Path folder;

  @Test
  void each_start_gives_another_password_and_the_one_before_is_worth_nothing() throws Exception {
    try (OpenStore store = new OpenStore(folder)) {
      Accounts accounts = new Accounts(store.database, store.fingerprints);
      SampleAdministrator administrator =
          new SampleAdministrator(store.database, store.fingerprints);
      AccountName name = AccountName.of(SampleAdministrator.NAME);

      String first = administrator.givePassword(store.now());
      assertEquals(TokenRole.ADMIN, accounts.verify(name, first).orElseThrow().role());
      String second = administrator.givePassword(store.now());
      assertTrue(accounts.verify(name, second).isPresent());
      assertTrue(accounts.verify(name, first).isEmpty());
      assertEquals(1, accounts.list().size());
      assertEquals(
          Optional.empty(), new Passwords(List.of("益民", "demo")).fault(second, name.shown()));
    }
  }
}
