package daka.plugged;

import daka.plugged.Plugged.Form;
import daka.plugged.Plugged.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Cameras on USB and at the Pi's own connectors. The Pi has many more video nodes, of its codecs
/// and of what makes pictures of what its sensors see: they are no cameras.
final class Cameras {
  /// How drivers of sensors name them: the chip, the bus and the address.
  private static final Pattern SENSOR = Pattern.compile("((?:imx|ov|gc|sc)\\d+\\w*) .*");

  private static final Pattern OF_THE_PI =
      Pattern.compile("(bcm2835-|rp1-|rpi-|rpivid|pispbe|unicam|vc4).*");

  private static final List<String> FITS = List.of("camera");

  private Cameras() {}

  static List<Plugged> in(Sysfs sys) {
    List<Plugged> cameras = new ArrayList<>();
    for (Path node : sys.in("sys/class/video4linux")) {
      String name = Sysfs.text(node.resolve("name"));
      if (Sysfs.name(node).matches("v4l-subdev\\d+")) {
        ofPi(name, cameras);
      } else if (isCamera(node, name)) {
        String device = sys.lasting(Sysfs.name(node), "v4l/by-id", "v4l/by-path");
        cameras.add(new Plugged(Kind.CAMERA, device, name, Form.USB_CAMERA, FITS, null));
      }
    }
    return cameras;
  }

  private static void ofPi(String name, List<Plugged> cameras) {
    var sensor = SENSOR.matcher(name);
    if (sensor.matches()) {
      long number = cameras.stream().filter(each -> each.form() == Form.PI_CAMERA).count();
      cameras.add(
          new Plugged(Kind.CAMERA, "csi:" + number, sensor.group(1), Form.PI_CAMERA, FITS, null));
    }
  }

  /// The second node of a camera on USB has no pictures.
  private static boolean isCamera(Path node, String name) {
    String index = Sysfs.text(node.resolve("index"));
    return Sysfs.name(node).matches("video\\d+")
        && (index.isEmpty() || index.equals("0"))
        && !OF_THE_PI.matcher(name).matches();
  }
}
