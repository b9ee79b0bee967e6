package daka.upstream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/// What tells that a file was exchanged.
record FileVersion(Path file, long size, FileTime time) {
  static FileVersion of(Path file) throws IOException {
    return new FileVersion(file, Files.size(file), Files.getLastModifiedTime(file));
  }
}
