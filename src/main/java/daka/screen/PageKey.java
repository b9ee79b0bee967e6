package daka.screen;

/// One page of the kiosk that is open in a browser.
///
/// @param cookie what the browser proves itself with; a secret, and left out of [#toString()]
/// @param page the name that the page drew for itself when it was loaded, empty if it has none; the
///   pages of one browser share its cookie
public record PageKey(String cookie, String page) {
  @Override
  public String toString() {
    return "PageKey[page=" + page + "]";
  }
}
