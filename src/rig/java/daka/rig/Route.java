package daka.rig;

/// The ways by which a kiosk forwards its journal, each with a cursor of its own.
public enum Route {
  HTTP("upstream"),
  MQTT("mqtt");

  private final String forwarder;

  Route(String forwarder) {
    this.forwarder = forwarder;
  }

  /// The name of its forwarder, of its cursor, and of its part in the health report.
  public String forwarder() {
    return forwarder;
  }
}
