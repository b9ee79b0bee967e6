package daka.rig;

import daka.rig.pi.VirtualPi;
import java.io.IOException;

/// What goes wrong in the virtual Pi before its plug is pulled.
public enum PiFault {
  /// Nothing.
  NONE("power cut"),

  /// Every access to the disk ends with an error (dm-flakey).
  FAILING_DISK("the disk fails (dm-flakey), then a power cut") {
    @Override
    void strike(VirtualPi pi) throws IOException {
      pi.run(
          "dmsetup load data --table \"0 $(cat /sys/block/vda/size) flakey /dev/vda 0 0 3600\""
              + " && dmsetup suspend --nolockfs --noflush data && dmsetup resume data");
    }
  },

  /// The clock of the machine is set ten years ahead.
  CLOCK_AHEAD("the clock is set ten years ahead, then a power cut") {
    @Override
    void strike(VirtualPi pi) throws IOException {
      pi.setClock(VirtualPi.TEN_YEARS);
    }
  },

  /// The clock of the machine is set ten years back, so that it is as wrong as after a flat
  /// battery.
  CLOCK_BACK("the clock is set ten years back, then a power cut") {
    @Override
    void strike(VirtualPi pi) throws IOException {
      pi.setClock(-VirtualPi.TEN_YEARS);
    }
  };

  private final String words;

  PiFault(String words) {
    this.words = words;
  }

  /// What it is, in a few words.
  String words() {
    return words;
  }

  void strike(VirtualPi pi) throws IOException {}
}
