package daka.pi;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A pin listened to through libgpiod.
final class Pi4jInput extends Opened implements InputPin {
  private final Context context;
  private final DigitalInput input;

  Pi4jInput(
      Context context,
      DigitalInputProvider provider,
      int pin,
      String name,
      Pull pull,
      Duration debounce,
      Consumer<Level> listener,
      Consumer<Opened> closing) {
    super("pin " + pin, closing);
    this.context = context;
    this.input =
        provider.create(
            DigitalInput.newConfigBuilder(context)
                .id(name)
                .name(name)
                .address(pin)
                .pull(resistance(pull))
                .debounce(debounce.toNanos() / 1_000, TimeUnit.MICROSECONDS)
                .build());
    input.addListener(event -> listener.accept(level(event.state())));
  }

  private static PullResistance resistance(Pull pull) {
    return switch (pull) {
      case DOWN -> PullResistance.PULL_DOWN;
      case UP -> PullResistance.PULL_UP;
    };
  }

  private static Level level(DigitalState state) {
    return state == DigitalState.HIGH ? Level.HIGH : Level.LOW;
  }

  @Override
  public Level level() throws PiException {
    return use("reading it", () -> level(input.state()));
  }

  @Override
  void release() {
    context.shutdown(input);
  }
}
