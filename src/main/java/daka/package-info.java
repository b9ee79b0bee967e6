/// Starts the kiosk and puts its parts together. Nothing imports this package.
@NullMarked
package daka;

import org.jspecify.annotations.NullMarked;
