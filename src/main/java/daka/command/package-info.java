/// The commands of the program, one file each. What a command prints is for the person who called
/// it.
@NullMarked
package daka.command;

import org.jspecify.annotations.NullMarked;
