package daka.pi;

import com.pi4j.context.Context;
import com.pi4j.io.pwm.PwmProvider;
import com.pi4j.io.pwm.PwmType;
import com.pi4j.plugin.linuxfs.provider.pwm.LinuxFsPwmProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// A channel of `/sys/class/pwm`. It sounds on when its program is killed.
final class Pi4jPwm extends Opened implements Pwm {
  private static final Path CHIPS = Path.of("/sys/class/pwm");
  private static final String OVERLAY =
      "Add dtoverlay=pwm,pin=18,func=2 to /boot/firmware/config.txt and restart the Pi;"
          + " firmware-config/apply does this. ls /sys/class/pwm lists the chips there are.";

  private final Context context;
  private final com.pi4j.io.pwm.Pwm pwm;

  private Pi4jPwm(Context context, com.pi4j.io.pwm.Pwm pwm, String what, Consumer<Opened> closing) {
    super(what, closing);
    this.context = context;
    this.pwm = pwm;
  }

  static Pi4jPwm open(Context context, int chip, int channel, Consumer<Opened> closing)
      throws PiException {
    Path folder = CHIPS.resolve("pwmchip" + chip);
    Failures.checkNode(folder.resolve("export"), OVERLAY);
    checkChannel(folder, channel);
    PwmProvider provider = LinuxFsPwmProvider.newInstance(chip);
    provider.initialize(context);
    com.pi4j.io.pwm.Pwm pwm =
        provider.create(
            com.pi4j.io.pwm.Pwm.newConfigBuilder(context)
                .id("daka-pwm-" + chip + "-" + channel)
                .address(channel)
                .pwmType(PwmType.HARDWARE)
                .build());
    Pi4jPwm opened = new Pi4jPwm(context, pwm, folder + "/pwm" + channel, closing);
    try {
      opened.off();
      return opened;
    } catch (PiException e) {
      opened.close();
      throw e;
    }
  }

  private static void checkChannel(Path chip, int channel) throws PiException {
    try {
      String channels = Files.readString(chip.resolve("npwm")).strip();
      if (channel >= Integer.parseInt(channels)) {
        throw new PiException(
            chip + " has no channel " + channel,
            "Take a channel below " + channels + " in the config, or another chip.");
      }
    } catch (IOException | NumberFormatException e) {
      throw new PiException(chip + " does not say how many channels it has", OVERLAY);
    }
  }

  @Override
  public void on(int hertz, int duty) throws PiException {
    use("sounding " + hertz + " Hz", () -> pwm.on(duty, hertz));
  }

  @Override
  public void off() throws PiException {
    use("silencing it", pwm::off);
  }

  @Override
  void release() {
    pwm.off();
    context.shutdown(pwm);
  }
}
