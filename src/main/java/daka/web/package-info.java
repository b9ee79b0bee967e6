/// The HTTP resources of the kiosk and of the LAN. The only package that knows Javalin.
@NullMarked
package daka.web;

import org.jspecify.annotations.NullMarked;
