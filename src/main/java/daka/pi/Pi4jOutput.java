package daka.pi;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalState;
import java.util.function.Consumer;

/// A pin driven through libgpiod. The kernel lets no other program drive it meanwhile.
final class Pi4jOutput extends Opened implements OutputPin {
  private final Context context;
  private final DigitalOutput output;

  Pi4jOutput(
      Context context,
      DigitalOutputProvider provider,
      int pin,
      String name,
      Level rest,
      Consumer<Opened> closing) {
    super("pin " + pin, closing);
    this.context = context;
    this.output =
        provider.create(
            DigitalOutput.newConfigBuilder(context)
                .id(name)
                .name(name)
                .address(pin)
                .initial(state(rest))
                .shutdown(state(rest))
                .build());
  }

  private static DigitalState state(Level level) {
    return switch (level) {
      case LOW -> DigitalState.LOW;
      case HIGH -> DigitalState.HIGH;
    };
  }

  @Override
  public void set(Level level) throws PiException {
    use("setting it " + level, () -> output.state(state(level)));
  }

  @Override
  void release() {
    context.shutdown(output);
  }
}
