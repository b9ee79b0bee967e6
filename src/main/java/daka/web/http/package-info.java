/// What every resource uses: how a request is read and answered, and one listener.
@NullMarked
package daka.web.http;

import org.jspecify.annotations.NullMarked;
