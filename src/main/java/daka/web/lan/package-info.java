/// The listener for the LAN, and the certificate that it shows.
@NullMarked
package daka.web.lan;

import org.jspecify.annotations.NullMarked;
