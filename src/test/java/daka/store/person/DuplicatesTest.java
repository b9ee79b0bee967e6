package daka.store.person;

import static org.junit.jupiter.api.Assertions.assertEquals;

import daka.checkin.Role;
import daka.store.OpenStore;
import daka.store.register.Person;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicatesTest {
  @TempDir Path folder;
  private OpenStore store;
  private Duplicates duplicates;

  @BeforeEach
  void open() throws SQLException {
    store = new OpenStore(folder);
    duplicates = new Duplicates(store.database);
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
  }

  private long person(String name, @Nullable String phone, @Nullable String born) {
    return store.person(new Person(name, Role.RESIDENT, phone, born, null, null));
  }

  private List<String> found() {
    return duplicates.find(100).stream()
        .map(
            pair ->
                pair.reason()
                    + " "
                    + pair.one().resident().id()
                    + " "
                    + pair.other().resident().id())
        .toList();
  }

  @Test
  void those_for_whom_most_speaks_come_first() {
    long phone = person("王芳", "13800000001", null);
    long birth = person("王芳", null, "1948-05-17");
    long both = person("王　芳", "13800000001", "1948");
    long other = person("刘强", "13800000001", "1990");
    assertEquals(
        List.of(
            "NAME_AND_PHONE " + phone + " " + both,
            "NAME_AND_BIRTH " + birth + " " + both,
            "PHONE " + phone + " " + other,
            "PHONE " + both + " " + other),
        found());
  }

  @Test
  void of_whom_nothing_else_is_known_may_be_anybody_of_the_name_but_not_of_many() {
    person("李桂兰", "13800000001", null);
    long bare = person("李桂兰", null, null);
    assertEquals(List.of("NAME 1 " + bare), found());
    for (int i = 2; i < 5; i++) {
      person("李桂兰", "1380000000" + i, null);
    }
    assertEquals(List.of(), found());
  }

  @Test
  void those_who_differ_in_birth_are_two() {
    person("王芳", null, "1948");
    person("王芳", null, "1950-01-01");
    assertEquals(List.of(), found());
  }

  @Test
  void two_who_were_said_to_be_two_are_not_proposed_until_that_is_taken_back() {
    long one = person("王芳", "13800000001", null);
    long two = person("王芳", "13800000001", null);
    duplicates.tell(two, one, true);
    assertEquals(List.of(), found());
    duplicates.tell(one, two, false);
    assertEquals(List.of("NAME_AND_PHONE " + one + " " + two), found());
  }
}
