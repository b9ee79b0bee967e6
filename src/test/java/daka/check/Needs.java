package daka.check;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/// What a test class needs that takes long: the one place that names the kinds of tests. A class
/// without one is quick, and `deploy/check quick` runs it. Whether a class says what it needs is
/// itself tested ([NeedsTest]); what a machine lacks is skipped by the test that wants it.
public final class Needs {
  private Needs() {}

  /// A browser: Playwright drives Debian's Chromium.
  @Tag("browser")
  @Inherited
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Browser {}

  /// The rig: kiosks that run in processes of their own, to be used or killed.
  @Tag("rig")
  @Inherited
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Rig {}

  /// The lab: a Debian 13 with systemd in a container, in which the package is installed.
  @Tag("lab")
  @Inherited
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Lab {}

  /// The virtual Pi. These run in a process of their own beside all others, one after the other: an
  /// emulated machine keeps one core busy for long.
  @Tag("virtual-pi")
  @Inherited
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  public @interface VirtualPi {}
}
