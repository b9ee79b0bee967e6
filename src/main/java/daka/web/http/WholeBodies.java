package daka.web.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/// Gives a request its thread only once all of its body is there, so that bodies that never come to
/// an end hold no thread that a tap needs. A body that is longer than a tap's waits for its turn
/// before it is read, so that many at once do not fill the memory: until then only what lies in the
/// buffers of its connection is here.
///
/// Jetty's `EagerContentHandler` keeps the buffers that bytes came in: a body that comes a byte at
/// a time would take 8 KB for each. Its `QoSHandler` makes every body wait, also the short ones of
/// taps. Here bytes are copied, and only what is long waits.
public final class WholeBodies extends Handler.Wrapper {
  private final int small;
  private final int longest;
  private final Turns turns;

  /// @param small up to so many bytes need no turn
  /// @param longest of more bytes than this a body is not waited for; its resource refuses it
  /// @param atOnce how many longer bodies are here at a time
  public WholeBodies(int small, int longest, int atOnce) {
    this.small = small;
    this.longest = longest;
    this.turns = new Turns(atOnce);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    boolean none =
        request.getLength() == 0
            || (request.getLength() < 0
                && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING));
    if (none || request.getLength() > longest) {
      return super.handle(request, response, callback);
    }
    new Body(request, response, callback).begin();
    return true;
  }

  /// A body on its way. Runs on one thread at a time: whoever brings the bytes.
  private final class Body implements Invocable.Task {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private byte[] bytes = new byte[0];
    private int size;
    private boolean turn;
    private boolean onOwnThread;

    Body(Request request, Response response, Callback callback) {
      this.request = request;
      this.response = response;
      this.callback = callback;
    }

    void begin() {
      onOwnThread = true;
      if (request.getLength() > small) {
        awaitTurn();
      } else {
        read();
      }
      onOwnThread = false;
    }

    private void awaitTurn() {
      onOwnThread = false;
      turn = true;
      turns.await(() -> request.getComponents().getExecutor().execute(this::begun));
    }

    private void begun() {
      Request.addCompletionListener(request, _ -> turns.end());
      run();
    }

    /// More of the body has come.
    @Override
    public void run() {
      read();
    }

    /// Never blocks, so it may run on the thread that looks after all connections.
    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }

    private void read() {
      while (true) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          request.demand(this);
          return;
        }
        if (Content.Chunk.isFailure(chunk)) {
          callback.failed(chunk.getFailure());
          return;
        }
        append(chunk.getByteBuffer());
        boolean last = chunk.isLast();
        chunk.release();
        if (last || size > longest) {
          dispatch(last);
          return;
        }
        if (size > small && !turn) {
          awaitTurn();
          return;
        }
      }
    }

    private void append(ByteBuffer more) {
      int length = more.remaining();
      if (size + length > bytes.length) {
        int known = (int) Math.max(0, request.getLength());
        bytes = Arrays.copyOf(bytes, Math.max(Math.max(known, size + length), grown()));
      }
      more.get(bytes, size, length);
      size += length;
    }

    /// A body that says how long it is gets its space at once, another as it grows.
    private int grown() {
      return request.getLength() >= 0 ? 0 : 2 * bytes.length;
    }

    private void dispatch(boolean whole) {
      Request read = new Read(request, ByteBuffer.wrap(bytes, 0, size), whole);
      if (onOwnThread) {
        pass(read);
      } else {
        request.getComponents().getExecutor().execute(() -> pass(read));
      }
    }

    private void pass(Request read) {
      try {
        if (!WholeBodies.super.handle(read, response, callback)) {
          Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
        }
      } catch (Exception e) {
        Response.writeError(request, response, callback, e);
      }
    }
  }

  /// A request with what was read of its body before the rest of it.
  private static final class Read extends Request.Wrapper {
    private final ByteBuffer bytes;
    private final boolean whole;
    private boolean given;

    Read(Request request, ByteBuffer bytes, boolean whole) {
      super(request);
      this.bytes = bytes;
      this.whole = whole;
    }

    @Override
    public Content.Chunk read() {
      if (!given) {
        given = true;
        return Content.Chunk.from(bytes, whole);
      }
      return whole ? Content.Chunk.EOF : super.read();
    }
  }
}
