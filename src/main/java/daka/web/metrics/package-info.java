/// The kiosk's figures for whoever watches many kiosks. The only package that knows Prometheus's
/// library, and it loads it only when it is asked: what counts taps is [daka.checkin.TapFigures].
@NullMarked
package daka.web.metrics;

import org.jspecify.annotations.NullMarked;
