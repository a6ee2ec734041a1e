package dev.heed.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends requests over keep-alive connections on the loopback, one at a time on each, and measures how long each answer took.
 *
 * <p>One thread serves all connections, so that the load takes as little as possible of a processor that the server needs too.
 */
final class Load implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 30_000;
    private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);

    private final Requests requests;
    private final Selector selector;
    private final Histogram latencies = new Histogram();
    private final List<Connection> open = new ArrayList<>();
    private long start;
    private long until;
    private long lastAnswer;
    private long bodyBytes;
    private int busy;

    /**
     * What a load came to.
     *
     * @param seconds from the first request to the last answer
     * @param bodyBytes of all answers together
     */
    record Outcome(long answers, double seconds, Histogram latencies, long bodyBytes) {
        double perSecond() {
            return answers / seconds;
        }
    }

    private final class Connection {
        private final int number;
        private final SocketChannel channel;
        private final ByteBuffer out = ByteBuffer.allocateDirect(4 << 10);
        private final ByteBuffer in = ByteBuffer.allocate(64 << 10);
        private long sentAt;

        Connection(int number, SocketChannel channel) {
            this.number = number;
            this.channel = channel;
        }

        void send() throws IOException {
            out.clear();
            sentAt = System.nanoTime();
            if (sentAt > until || !requests.next(number, out)) {
                busy--;
                channel.close();    // else the server would, once it had waited for the next request for long enough
                return;
            }
            out.flip();
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }

        void receive() throws IOException {
            if (channel.read(in) < 0) {
                throw new IllegalStateException("the server closed a connection after: " + text());
            }
            int head = headBytes();
            int body = head < 0 ? 0 : contentLength(head);
            if (head < 0 || in.position() < head + body) {
                return;
            }
            if (in.get(9) != '2' || in.get(10) != '0' || in.get(11) != '0') {
                throw new IllegalStateException("an answer was not 200: " + text());
            }
            lastAnswer = System.nanoTime();
            latencies.add(lastAnswer - sentAt);
            bodyBytes += body;
            in.clear();
            send();
        }

        private int headBytes() {
            var bytes = in.array();
            for (int i = 3; i < in.position(); i++) {
                if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
                    return i + 1;
                }
            }
            return -1;
        }

        private int contentLength(int head) {
            var bytes = in.array();
            for (int at = 0; at + LENGTH.length < head; at++) {
                int same = 0;
                while (same < LENGTH.length && (bytes[at + same] | 0x20) == (LENGTH[same] | 0x20)) {
                    same++;
                }
                if (same == LENGTH.length) {
                    int length = 0;
                    for (int i = at + same; bytes[i] != '\r'; i++) {
                        length = bytes[i] == ' ' ? length : length * 10 + bytes[i] - '0';
                    }
                    return length;
                }
            }
            throw new IllegalStateException("an answer has no Content-Length: " + text());
        }

        private String text() {
            return new String(in.array(), 0, Math.min(in.position(), 2_000), StandardCharsets.UTF_8);
        }
    }

    private Load(Requests requests) throws IOException {
        this.requests = requests;
        this.selector = Selector.open();
    }

    /**
     * Loads a server until the time is up or the requests run out, and waits for the answers that are under way.
     *
     * @throws IllegalStateException with the answer, at the first that is not 200: figures of errors are no figures
     */
    static Outcome run(int port, int connections, double seconds, Requests requests) {
        try (var load = new Load(requests)) {
            load.open(port, connections);
            load.work(seconds);
            return new Outcome(load.latencies.count(), (load.lastAnswer - load.start) / 1e9, load.latencies, load.bodyBytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Before the first request: where many connect at once, a server may leave one waiting for a second, and that is no figure of its routes. */
    private void open(int port, int connections) throws IOException {
        for (int number = 0; number < connections; number++) {
            var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            var connection = new Connection(number, channel);
            channel.register(selector, SelectionKey.OP_READ, connection);
            open.add(connection);
        }
        busy = connections;
    }

    private void work(double seconds) throws IOException {
        start = System.nanoTime();
        lastAnswer = start;
        until = start + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        for (var connection : open) {
            connection.send();
        }
        while (busy > 0) {
            if (selector.select(key -> receive((Connection) key.attachment()), PATIENCE_MILLIS) == 0) {
                throw new IllegalStateException("no answer within " + PATIENCE_MILLIS + " ms, " + busy + " are due");
            }
        }
    }

    private static void receive(Connection connection) {
        try {
            connection.receive();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        for (var key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
