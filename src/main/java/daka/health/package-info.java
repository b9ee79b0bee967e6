/// How a part of the kiosk says that it is well, or what is wrong and what to do.
@NullMarked
package daka.health;

import org.jspecify.annotations.NullMarked;
