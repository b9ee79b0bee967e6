package daka.reader.camera;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import daka.reader.code.Codes;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares our numbers with those of the kernel's header, as a C compiler sees them.
class V4l2Test {
  private static final Path HEADER = Path.of("/usr/include/linux/videodev2.h");

  /// What a number of ours that is an offset or has another name is called in C.
  private static final Map<String, String> IN_C =
      Map.ofEntries(
          Map.entry("ARGUMENT", "sizeof(struct v4l2_format)"),
          Map.entry("TYPE_DISCRETE", "V4L2_FRMSIZE_TYPE_DISCRETE"),
          Map.entry("CAPABILITY_CARD", "offsetof(struct v4l2_capability, card)"),
          Map.entry("CAPABILITY_CARD_SIZE", "sizeof(((struct v4l2_capability *)0)->card)"),
          Map.entry("CAPABILITY_CAPABILITIES", "offsetof(struct v4l2_capability, capabilities)"),
          Map.entry("CAPABILITY_DEVICE_CAPS", "offsetof(struct v4l2_capability, device_caps)"),
          Map.entry("FRMSIZE_WIDTH", "offsetof(struct v4l2_frmsizeenum, discrete.width)"),
          Map.entry("FRMSIZE_HEIGHT", "offsetof(struct v4l2_frmsizeenum, discrete.height)"),
          Map.entry("FRMSIZE_MAX_WIDTH", "offsetof(struct v4l2_frmsizeenum, stepwise.max_width)"),
          Map.entry("FRMSIZE_MIN_HEIGHT", "offsetof(struct v4l2_frmsizeenum, stepwise.min_height)"),
          Map.entry("FRMSIZE_MAX_HEIGHT", "offsetof(struct v4l2_frmsizeenum, stepwise.max_height)"),
          Map.entry("FRMIVAL_INTERVAL", "offsetof(struct v4l2_frmivalenum, discrete)"),
          Map.entry("FRMIVAL_LONGEST", "offsetof(struct v4l2_frmivalenum, stepwise.max)"),
          Map.entry("FORMAT_TYPE", "offsetof(struct v4l2_format, type)"),
          Map.entry("PARM_TYPE", "offsetof(struct v4l2_streamparm, type)"),
          Map.entry("PARM_CAPABILITY", "offsetof(struct v4l2_streamparm, parm.capture.capability)"),
          Map.entry(
              "PARM_TIMEPERFRAME", "offsetof(struct v4l2_streamparm, parm.capture.timeperframe)"),
          Map.entry("BUFFER_OFFSET", "offsetof(struct v4l2_buffer, m.offset)"));

  private static final Map<String, String> STRUCTURES =
      Map.of(
          "FMTDESC_", "struct v4l2_fmtdesc, ",
          "FRMSIZE_", "struct v4l2_frmsizeenum, ",
          "FRMIVAL_", "struct v4l2_frmivalenum, ",
          "FORMAT_", "struct v4l2_format, fmt.pix.",
          "CONTROL_", "struct v4l2_control, ",
          "REQUEST_", "struct v4l2_requestbuffers, ",
          "BUFFER_", "struct v4l2_buffer, ");

  @TempDir Path folder;

  @Test
  void every_number_is_that_of_the_kernels_header() throws Exception {
    assumeTrue(Codes.isInstalled("gcc") && Files.exists(HEADER), "no C compiler with the header");
    Map<String, Long> ours = ours();
    assertTrue(ours.size() > 40, ours::toString);

    assertEquals(ours, theirs(List.copyOf(ours.keySet())));
  }

  @Test
  void the_formats_are_named_as_in_the_header() {
    assertEquals(0x5945_5247, PixelFormat.GREY.fourcc());
    assertEquals(0x5659_5559, PixelFormat.YUYV.fourcc());
    assertEquals(0x4750_4A4D, PixelFormat.MJPEG.fourcc());
  }

  private static Map<String, Long> ours() throws IllegalAccessException {
    Map<String, Long> ours = new TreeMap<>();
    for (Field field : V4l2.class.getDeclaredFields()) {
      if (field.get(null) instanceof Number number) {
        ours.put(field.getName(), number.longValue() & 0xFFFF_FFFFL);
      }
    }
    return ours;
  }

  private Map<String, Long> theirs(List<String> names) throws IOException, InterruptedException {
    String prints =
        names.stream()
            .map(
                name ->
                    "printf(\"%%s %%lu\\n\", \"%s\", (unsigned long)(unsigned)(%s));\n"
                        .formatted(name, inC(name)))
            .collect(Collectors.joining());
    Path source = folder.resolve("numbers.c");
    Files.writeString(
        source,
        "#include <stddef.h>\n#include <stdio.h>\n#include <linux/videodev2.h>\nint main(void) {\n"
            + prints
            + "return 0; }\n");
    Path program = folder.resolve("numbers");
    output("gcc", "-o", program.toString(), source.toString());
    return output(program.toString())
        .lines()
        .map(line -> line.split(" "))
        .collect(Collectors.toMap(line -> line[0], line -> Long.parseLong(line[1])));
  }

  private static String inC(String name) {
    if (IN_C.containsKey(name)) {
      return IN_C.get(name);
    }
    for (Map.Entry<String, String> structure : STRUCTURES.entrySet()) {
      if (name.startsWith(structure.getKey())) {
        String field = name.substring(structure.getKey().length()).toLowerCase(Locale.ROOT);
        return "offsetof(" + structure.getValue() + field + ")";
      }
    }
    boolean request =
        Arrays.asList("QUERYCAP", "REQBUFS", "QUERYBUF", "QBUF", "DQBUF").contains(name);
    return request || name.matches("(ENUM|S)_.*|STREAM.*") ? "VIDIOC_" + name : "V4L2_" + name;
  }

  private static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
