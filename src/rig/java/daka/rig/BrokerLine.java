package daka.rig;

import daka.upstream.Receiver.Event;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The line to the broker, which carries packet by packet and knows which events the kiosk was told
/// to be acknowledged. In bad weather it refuses connections, and cuts them in mid-message or
/// before the acknowledgement. A line that is held carries no acknowledgement.
final class BrokerLine implements AutoCloseable {
  /// What it does to the events that are under way together.
  private enum Mood {
    CLEAR,
    /// Half of a message comes to the broker.
    CUT_IN_MESSAGE,
    /// The broker has them, and the kiosk is not told.
    CUT_BEFORE_ACKNOWLEDGEMENT
  }

  private record Ambush(Runnable what, boolean passed) {}

  private static final class Call {
    final Socket kiosk;
    final Socket broker;
    final Map<Integer, Event> underWay = new HashMap<>();
    Mood mood = Mood.CLEAR;
    boolean over;

    Call(Socket kiosk, Socket broker) {
      this.kiosk = kiosk;
      this.broker = broker;
    }

    void cut() {
      over = true;
      Line.abandon(kiosk);
      Line.abandon(broker);
    }
  }

  private final ServerSocket server;
  private final InetSocketAddress broker;
  private final Random random;
  private final AtomicReference<@Nullable Ambush> atNextEvent = new AtomicReference<>();
  private final List<Call> calls = new ArrayList<>();
  private final Set<Event> acknowledged = new HashSet<>();
  private int badPercent;
  private int troubles;
  private boolean held;
  private volatile boolean closed;

  /// @param port the broker's
  BrokerLine(int port, Random random) throws IOException {
    this.broker = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.random = random;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().name("broker-line").daemon().start(this::accept);
  }

  /// The address to give to the kiosk.
  URI url() {
    return URI.create("mqtt://127.0.0.1:" + server.getLocalPort());
  }

  /// Of a hundred connections, and of a hundred times that events are sent together, so many meet
  /// with something.
  synchronized void weather(int badPercent) {
    this.badPercent = badPercent;
  }

  /// How often a connection met with something.
  synchronized int troubles() {
    return troubles;
  }

  /// Does something when the next event is sent, before it is carried.
  ///
  /// @param passed whether it is carried at all; if not, nothing that follows it on its connection
  ///   is
  void atNextEvent(Runnable what, boolean passed) {
    atNextEvent.set(new Ambush(what, passed));
  }

  void nothingAtNextEvent() {
    atNextEvent.set(null);
  }

  /// From now on nothing that the broker says comes to the kiosk, until [#release] or [#cut].
  synchronized void hold() {
    held = true;
  }

  synchronized void release() {
    held = false;
    notifyAll();
  }

  /// Ends all connections, with what was held.
  synchronized void cut() {
    calls.forEach(Call::cut);
    release();
  }

  /// The events that the kiosk was told to be acknowledged.
  synchronized Set<Event> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  private synchronized boolean meetsWithSomething() {
    boolean bad = random.nextInt(100) < badPercent;
    troubles += bad ? 1 : 0;
    return bad;
  }

  private void accept() {
    while (!closed) {
      try {
        Socket kiosk = server.accept();
        Thread.ofVirtual().start(() -> carry(kiosk));
      } catch (IOException e) {
        // Closed, or a connection that was given up before it was taken.
      }
    }
  }

  private void carry(Socket kiosk) {
    try (kiosk;
        Socket there = new Socket()) {
      if (meetsWithSomething()) {
        return;
      }
      there.connect(broker);
      kiosk.setTcpNoDelay(true);
      there.setTcpNoDelay(true);
      Call call = new Call(kiosk, there);
      begin(call);
      Thread answers = Thread.ofVirtual().start(() -> answers(call));
      messages(call);
      answers.join();
    } catch (IOException | InterruptedException e) {
      // A line that is cut has nothing to say of it.
    }
  }

  private synchronized void begin(Call call) {
    calls.add(call);
  }

  private synchronized void end(Call call) {
    call.cut();
    calls.remove(call);
    notifyAll();
  }

  private void messages(Call call) {
    try {
      InputStream in = new BufferedInputStream(call.kiosk.getInputStream());
      OutputStream out = call.broker.getOutputStream();
      MqttPacket each = MqttPacket.read(in);
      while (each != null && carry(call, each, out)) {
        each = MqttPacket.read(in);
      }
      in.transferTo(OutputStream.nullOutputStream());
      call.broker.shutdownOutput();
    } catch (IOException e) {
      end(call);
    }
  }

  /// @return whether what follows is carried, too
  private boolean carry(Call call, MqttPacket packet, OutputStream out) throws IOException {
    byte[] bytes = packet.bytes();
    Event event = packet.event();
    if (event == null) {
      out.write(bytes);
      return true;
    }
    Ambush ambush = atNextEvent.getAndSet(null);
    if (ambush != null) {
      ambush.what().run();
    }
    if (ambush != null && !ambush.passed()) {
      return false;
    }
    if (departs(call, packet.id(), event) == Mood.CUT_IN_MESSAGE && ambush == null) {
      out.write(bytes, 0, bytes.length / 2);
      end(call);
      return false;
    }
    out.write(bytes);
    return true;
  }

  private synchronized Mood departs(Call call, int id, Event event) {
    if (call.underWay.isEmpty()) {
      call.mood =
          !meetsWithSomething()
              ? Mood.CLEAR
              : random.nextBoolean() ? Mood.CUT_IN_MESSAGE : Mood.CUT_BEFORE_ACKNOWLEDGEMENT;
    }
    call.underWay.put(id, event);
    return call.mood;
  }

  private void answers(Call call) {
    try {
      InputStream in = new BufferedInputStream(call.broker.getInputStream());
      MqttPacket each = MqttPacket.read(in);
      while (each != null && carryBack(call, each)) {
        each = MqttPacket.read(in);
      }
    } catch (IOException | InterruptedException e) {
      // The broker is gone, or the kiosk.
    }
    end(call);
  }

  /// What is noted as acknowledged is never less than what the kiosk has read.
  private synchronized boolean carryBack(Call call, MqttPacket packet)
      throws IOException, InterruptedException {
    while (held && !call.over) {
      wait();
    }
    Event event = packet.isAnswer() ? call.underWay.remove(packet.id()) : null;
    if (call.over || (event != null && call.mood == Mood.CUT_BEFORE_ACKNOWLEDGEMENT)) {
      return false;
    }
    if (event != null && packet.isAcknowledgement()) {
      acknowledged.add(event);
    }
    call.kiosk.getOutputStream().write(packet.bytes());
    return true;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
    cut();
  }
}
