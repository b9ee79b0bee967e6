package daka.upstream;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Asks only where nothing has been said yet. HTTP/1.1 has no numbers on its answers: one that a
/// receiver or a proxy gives twice would be taken for that to the next batch, which would count as
/// stored and be lost.
///
/// It waits a millisecond for what it hopes not to hear.
final class AnswersInTurn extends HttpRequestExecutor {

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request,
      HttpClientConnection connection,
      @Nullable HttpResponseInformationCallback onInformation,
      HttpContext context)
      throws IOException, HttpException {
    if (connection.isDataAvailable(Timeout.ONE_MILLISECOND)) {
      throw new ProtocolException("it answers what was not asked");
    }
    return super.execute(request, connection, onInformation, context);
  }
}
