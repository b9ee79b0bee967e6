package daka.rig;

import daka.event.Entry;
import daka.upstream.Delivery;
import daka.upstream.Upstream;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/// The bug that entries must not have: a name of their own for each time they are sent. Nothing
/// shows it, unless a batch is sent twice; then the receiver does not know it again.
public record MakesIdsAnew(Upstream upstream) implements Upstream {
  private static final Pattern ID = Pattern.compile("\"id\":\"[0-9a-f-]{36}\"");

  @Override
  public Delivery deliver(List<Entry> batch) throws InterruptedException {
    return upstream.deliver(batch.stream().map(MakesIdsAnew::renamed).toList());
  }

  private static Entry renamed(Entry entry) {
    String id = "\"id\":\"" + UUID.randomUUID() + "\"";
    return new Entry(entry.number(), ID.matcher(entry.json()).replaceFirst(id));
  }

  @Override
  public void close() {
    upstream.close();
  }
}
