package daka.web.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import daka.web.api.RunningApi;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The personal code of a resident, which one of the staff gives and another sees that there is.
class ResidentCodeTest {
  private static final String CODE = "/api/v1/residents/1/code";

  @TempDir Path folder;
  private RunningApi api;

  @BeforeEach
  void open() throws Exception {
    api = new RunningApi(folder);
    api.store.resident("王秀英", "W-1");
  }

  @AfterEach
  void close() throws Exception {
    api.close();
  }

  private static String tag(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  private HttpResponse<String> give(String seen, String code) throws Exception {
    return api.ifMatch(seen, "PUT", CODE, "{\"code\":\"" + code + "\"}");
  }

  @Test
  void whoever_gives_or_takes_a_code_has_seen_the_one_that_there_is() throws Exception {
    String none = tag(api.get(api.staff, CODE));
    assertEquals(428, api.send("PUT", api.staff, CODE, "{\"code\":\"2580\"}").statusCode());
    assertEquals(428, api.send("DELETE", api.staff, CODE, "").statusCode());
    HttpResponse<String> given = give(none, "2580");
    assertEquals(200, given.statusCode(), given.body());
    HttpResponse<String> stale = give(none, "3691");
    assertEquals(412, stale.statusCode(), "of somebody who has seen that there is none");
    assertEquals("{\"set\":true}", RunningApi.json(stale).path("current").toString());
    assertEquals(tag(given), tag(stale));
    assertEquals(200, give(tag(given), "3691").statusCode());
    assertEquals(412, api.ifMatch(tag(given), "DELETE", CODE, "").statusCode());
    String now = tag(api.get(api.staff, CODE));
    assertEquals(204, api.ifMatch(now, "DELETE", CODE, "").statusCode());
    assertEquals(412, api.ifMatch(now, "DELETE", CODE, "").statusCode());
    assertEquals(404, api.correct("DELETE", CODE, "").statusCode());
    assertEquals(none, tag(api.get(api.staff, CODE)));
  }

  @Test
  void the_tag_does_not_tell_whether_a_code_is_the_one_of_before() throws Exception {
    String first = tag(give("*", "2580"));
    assertNotEquals(first, tag(give("*", "2580")));
  }
}
