/// What keeps a device in use: opened, looked for again when it is missing or lost, and telling how
/// it is.
@NullMarked
package daka.device;

import org.jspecify.annotations.NullMarked;
