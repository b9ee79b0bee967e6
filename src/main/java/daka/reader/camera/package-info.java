/// Cameras, and folders of frames in their place: V4L2 devices and the Pi's own camera.
///
/// Decided here:
/// - **V4L2 is a small binding of ours** ([V4l2Node], ten requests): the Java library for it ended
///   in 2013, and what is kept brings or needs a whole media framework. The Pi's own camera is
///   `rpicam-vid` beside us, since libcamera has no C interface.
/// - **A frame is moved once** ([FrameBytes]), from the driver's buffer into an array, and no pixel
///   is converted. To look at it in the buffer is slower by ten times what the move takes, because
///   the JVM checks native memory at each access; an array for YUYV is filled with every second
///   byte in the same pass. The driver has its buffer back before the look begins, and older frames
///   are given back unseen.
@NullMarked
package daka.reader.camera;

import org.jspecify.annotations.NullMarked;
