package daka.rig;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Not one byte of the disk is free for a while. Needs a small disk under the data folder.
///
/// @param before how many tap while there is space
/// @param after how many tap when there is space again
record FullDisk(int before, int after) implements Fault {
  @Override
  public void strike(Life life) throws Exception {
    life.tap(before);
    Path filler = life.site().data().resolve("filler");
    fill(filler);
    life.tap(life.share());
    Files.delete(filler);
    life.awaitWell();
    life.tap(after);
  }

  static void fill(Path filler) {
    try (OutputStream out = Files.newOutputStream(filler)) {
      for (int size = 1 << 20; size > 0; size /= 2) {
        writeUntilFull(out, new byte[size]);
      }
    } catch (IOException full) {
      // Closing may complain of the full disk, too.
    }
  }

  private static void writeUntilFull(OutputStream out, byte[] block) {
    try {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      // That is what it is for.
    }
  }
}
