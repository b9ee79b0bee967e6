package daka.rig;

import java.io.IOException;
import java.time.Duration;

/// Something that goes wrong with a kiosk while people tap. Each has all in it that repeats it, as
/// far as timing lets it be repeated.
sealed interface Fault
    permits BadWeather,
        BrokerKilled,
        ClockStep,
        FailingCalls,
        FailingSyncs,
        FullDisk,
        Killed,
        KilledAtCall,
        KilledAtStep,
        KilledInSend,
        KilledInStart {

  /// How the kiosk is started for it.
  ///
  /// @param plain how it is started without a fault
  default Launch launch(Launch plain, Site site) throws IOException {
    return plain;
  }

  /// The process has begun.
  ///
  /// @param usual how long a start takes
  default void begun(KioskProcess kiosk, Duration usual) throws InterruptedException {}

  /// Whether a kiosk may say that it cannot start, and end.
  default boolean mayRefuseToStart() {
    return false;
  }

  /// The kiosk answers taps, and nobody has come yet. Lets people come; when this returns the kiosk
  /// is dead, or may be killed.
  void strike(Life life) throws Exception;
}
