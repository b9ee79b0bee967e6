package daka.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.host.StorageWear;
import daka.web.api.RunningApi;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tinylog.Logger;

class MachineApiTest {
  @TempDir Path folder;

  @Test
  void storage_that_tells_its_wear_is_believed_and_of_the_other_no_more_is_made() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      assertEquals(
          "{\"device\":\"mmcblk0\",\"kind\":\"sd\"}",
          api.get(api.auditor, "/api/v1/storage").body());
      api.machine.wear =
          new StorageWear.Told("mmcblk0", StorageWear.Kind.EMMC, 90, StorageWear.Spare.LOW);
      assertEquals(
          "{\"device\":\"mmcblk0\",\"kind\":\"emmc\",\"used_percent\":90,\"spare\":\"low\","
              + "\"worn\":true}",
          api.get(api.staff, "/api/v1/storage").body());
    }
  }

  @Test
  void the_log_of_the_last_day_is_for_administrators_and_who_took_it_is_audited() throws Exception {
    try (RunningApi api = new RunningApi(folder)) {
      Logger.warn("something that a technician {}", "looks for");
      HttpResponse<String> log = api.get(api.admin, "/api/v1/log");
      assertEquals(200, log.statusCode());
      assertTrue(log.body().contains("something that a technician looks for"));
      assertTrue(log.headers().firstValue("Content-Type").orElse("").startsWith("text/plain"));
      assertEquals(403, api.get(api.staff, "/api/v1/log").statusCode());
      String audit = api.get(api.admin, "/api/v1/audit?limit=1000").body();
      assertTrue(audit.contains("log.exported"), audit);
    }
  }
}
