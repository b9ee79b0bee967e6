/// A centre to try Daka out with: sample residents, their visits of the last weeks, and a page with
/// their cards. All of it goes through the parts a real centre uses.
@NullMarked
package daka.demo;

import org.jspecify.annotations.NullMarked;
