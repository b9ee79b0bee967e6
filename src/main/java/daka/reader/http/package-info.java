/// A reader without a device: what is presented comes as a request.
@NullMarked
package daka.reader.http;

import org.jspecify.annotations.NullMarked;
