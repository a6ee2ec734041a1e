package dev.heed.bench;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Changes of one setting each, every one of which really changes something.
 *
 * <p>Each connection has customers of its own, so that no two changes of one customer can overtake each other: a change that arrives too late might
 * change nothing, and the figures would be of less work than they say.
 */
final class Changes implements Requests {

    private final Mix mix = new Mix();
    private final Template[][] templates;
    private final int customers;
    private final int connections;
    /** By customer and setting: which value is chosen, counted from 1; 0 for none. */
    private final byte[] chosen;
    private final SplittableRandom[] randoms;
    private final SplittableRandom keys = new SplittableRandom();
    private final int[] turns;
    private long made;

    Changes(String apiKey, int customers, int connections) {
        this.customers = customers;
        this.connections = connections;
        this.templates = IntStream.range(0, mix.settings())
            .mapToObj(setting -> mix.bodies(setting).stream().map(body -> Template.patch(apiKey, body)).toArray(Template[]::new)).toArray(Template[][]::new);
        this.chosen = new byte[customers * mix.settings()];
        this.randoms = IntStream.range(0, connections).mapToObj(SplittableRandom::new).toArray(SplittableRandom[]::new);
        this.turns = new int[connections];
    }

    /** So many changes for each customer, in turns; afterwards the changes at random go on from there. */
    Requests each(int times) {
        return (connection, into) -> {
            int own = (customers - connection + connections - 1) / connections;
            int turn = turns[connection]++;
            if (turn >= own * times) {
                return false;
            }
            put(connection, connection + turn % own * connections, into);
            return true;
        };
    }

    /** Does in memory only what {@link #each} did to a database that is there already. */
    void replay(int times) {
        var requests = each(times);
        var unsent = ByteBuffer.allocate(4 << 10);
        for (int connection = 0; connection < connections; connection++) {
            while (requests.next(connection, unsent)) {
                unsent.clear();
            }
        }
    }

    @Override
    public boolean next(int connection, ByteBuffer into) {
        int own = (customers - connection + connections - 1) / connections;
        put(connection, connection + randoms[connection].nextInt(own) * connections, into);
        return true;
    }

    private void put(int connection, int customer, ByteBuffer into) {
        var random = randoms[connection];
        int setting = mix.pick(random);
        int at = customer * mix.settings() + setting;
        int values = templates[setting].length;
        int before = chosen[at];
        int after = before == 0 ? 1 + random.nextInt(values) : 1 + (before + random.nextInt(values - 1)) % values;
        chosen[at] = (byte) after;
        templates[setting][after - 1].put(into, customer, keys);
        made++;
    }

    /** How many were made so far, whether sent or replayed. */
    long made() {
        return made;
    }
}
