/// Forwarding the journal to the town until the town has it.
///
/// [Forwarder] follows the journal and moves its own cursor only after [Upstream] has been told
/// that a batch is stored, so whatever happens in between is sent again and the receiver knows it
/// by `source` and `id`. The only package that knows the clients of HTTP and MQTT.
///
/// Decided here:
/// - **What was sent is known from the cursor alone**: an MQTT session ends with its connection,
///   and one on which anything went wrong is given up as a whole ([MqttConnection]). A client or
///   broker that remembered what was on the way could send it after what came later.
/// - **A wrong clock is said, not worked around**: dates of the town's certificate are compared
///   with the kiosk's clock also where Java would not look ([DatedTrust]). Nothing is sent then,
///   and nothing is lost by waiting.
/// - **A cursor moves once a second at most while much waits** ([Forwarder]): each move is a commit
///   that a tap may have to wait for. It still moves only after the acknowledgement; a power cut
///   makes that second come twice. What waits is sent at a pace, and not as fast as can be.
/// - **The exchange runs on the forwarder's thread** ([HttpConnection]): a client that hands it to
///   threads of its own and back costs a tap's p99 half as much again. So what is late is cancelled
///   by a watch, and the search for a name, which Java cannot interrupt, has a thread of its own. A
///   batch goes out only where nothing has been said yet ([AnswersInTurn]).
/// - **A start with much to send waits up to 30 s** ([BackOff]), because the power of a whole
///   street may just have come back.
@NullMarked
package daka.upstream;

import org.jspecify.annotations.NullMarked;
