package daka.rig;

import daka.event.Entry;
import daka.upstream.Delivery;
import daka.upstream.Upstream;
import java.util.List;

/// An upstream in which the power may go before a batch is sent and after it was acknowledged.
public record FusedUpstream(Upstream upstream, Fuse fuse) implements Upstream {
  @Override
  public Delivery deliver(List<Entry> batch) throws InterruptedException {
    fuse.pass(Step.TO_SEND);
    Delivery delivery = upstream.deliver(batch);
    if (delivery instanceof Delivery.Stored) {
      fuse.pass(Step.ACKNOWLEDGED);
    }
    return delivery;
  }

  @Override
  public Delivery idle() throws InterruptedException {
    return upstream.idle();
  }

  @Override
  public void close() {
    upstream.close();
  }
}
