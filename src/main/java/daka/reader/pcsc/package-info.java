/// Card readers behind PC/SC. The only package that knows smart cards' own service.
@NullMarked
package daka.reader.pcsc;

import org.jspecify.annotations.NullMarked;
