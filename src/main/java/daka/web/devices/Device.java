package daka.web.devices;

import daka.health.Part;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A device that the config names.
///
/// @param name as the health page calls it, such as `reader counter` or `lamps`
/// @param group what it is
/// @param kind as the config calls it, such as `serial` or `ssd1306`
/// @param room that it belongs to, or null
/// @param device where it is, such as `/dev/ttyACM0` or `pin 17`
/// @param health how it is now
/// @param reader its id if cards can be held before it to try it, or null
/// @param attempts what it can show to somebody who tries it: `green`, `red`, `beep`
/// @param attempt has it show one of them, and answers whether it can
public record Device(
    String name,
    Group group,
    String kind,
    @Nullable String room,
    String device,
    Supplier<Part> health,
    @Nullable String reader,
    List<String> attempts,
    Predicate<String> attempt) {

  /// What a device is for.
  public enum Group {
    READER,
    SIGNAL,
    PANEL
  }
}
