/// Forwarding the journal to the town until the town has it.
///
/// [Forwarder] follows the journal and moves its own cursor only after [Upstream] has been told
/// that a batch is stored, so whatever happens in between is sent again and the receiver knows it
/// by `source` and `id`. The only package that knows the clients of HTTP and MQTT.
@NullMarked
package daka.upstream;

import org.jspecify.annotations.NullMarked;
