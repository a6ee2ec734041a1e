package dev.heed.consentlog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** A bad line between a client and a server: lets so many bytes of answers through on each connection, and then hangs up. */
final class Relay implements AutoCloseable {
    private final ServerSocket door;
    private final int port;
    private final LongSupplier bytesOfNext;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger connections = new AtomicInteger();

    /** @param bytesOfNext how much each next connection lets through */
    Relay(int port, LongSupplier bytesOfNext) {
        this.port = port;
        this.bytesOfNext = bytesOfNext;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        threads.execute(this::serve);
    }

    String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    private void serve() {
        try {
            while (true) {
                var client = door.accept();
                connections.incrementAndGet();
                var server = new Socket(InetAddress.getLoopbackAddress(), port);
                long most = bytesOfNext.getAsLong();
                threads.execute(() -> pass(client, server, client, Long.MAX_VALUE));
                threads.execute(() -> pass(server, client, server, most));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    /** Passes bytes on until there are none, or enough; then both sides find the connection gone. */
    private static void pass(Socket from, Socket to, Socket in, long most) {
        try (from; to) {
            copy(in.getInputStream(), to.getOutputStream(), most);
        } catch (IOException gone) {
            // What a bad line is.
        }
    }

    private static void copy(InputStream in, OutputStream out, long most) throws IOException {
        var buffer = new byte[8_192];
        long left = most;
        for (int read = in.read(buffer, 0, (int) Math.min(left, buffer.length)); read > 0; read = in.read(buffer, 0, (int) Math.min(left, buffer.length))) {
            out.write(buffer, 0, read);
            left -= read;
            if (left == 0) {
                return;
            }
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        threads.shutdownNow();
    }
}
