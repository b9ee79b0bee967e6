package daka.reader.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import daka.device.DeviceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameFolderTest {
  @TempDir Path folder;

  @Test
  void a_file_is_taken_once_when_it_was_found_unchanged() throws IOException, DeviceException {
    FrameFolder files = new FrameFolder(folder);
    Path image = Files.writeString(folder.resolve("1.png"), "some");

    assertEquals(List.of(), files.takeNew());
    assertEquals(List.of(image), files.takeNew());
    assertEquals(List.of(), files.takeNew());
  }

  @Test
  void a_file_that_grows_is_left_alone() throws IOException, DeviceException {
    FrameFolder files = new FrameFolder(folder);
    Path image = Files.createFile(folder.resolve("1.png"));

    for (int i = 0; i < 10; i++) {
      Files.writeString(image, "more", StandardOpenOption.APPEND);
      assertEquals(List.of(), files.takeNew());
    }
    assertEquals(List.of(image), files.takeNew());
  }

  @Test
  void a_file_that_is_replaced_is_new() throws IOException, DeviceException {
    FrameFolder files = new FrameFolder(folder);
    Path image = Files.writeString(folder.resolve("1.png"), "some");
    files.takeNew();
    files.takeNew();

    Files.writeString(image, "another");

    assertEquals(List.of(), files.takeNew());
    assertEquals(List.of(image), files.takeNew());
  }

  @Test
  void folders_and_other_files_are_not_taken() throws IOException, DeviceException {
    FrameFolder files = new FrameFolder(folder);
    Files.createDirectory(folder.resolve("folder.png"));
    Files.createSymbolicLink(folder.resolve("link.png"), folder.resolve("nowhere"));
    Files.createFile(folder.resolve("notes.txt"));
    files.takeNew();

    assertEquals(List.of(), files.takeNew());
  }

  @Test
  void a_missing_folder_is_a_missing_device() {
    FrameFolder files = new FrameFolder(folder.resolve("missing"));

    assertThrows(DeviceException.class, files::takeNew);
  }
}
