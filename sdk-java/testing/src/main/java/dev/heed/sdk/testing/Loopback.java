package dev.heed.sdk.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** HTTP/1.1 on this machine's loopback address, one request a connection, with nothing but sockets: it runs on Android, too. */
final class Loopback implements AutoCloseable {
    private static final int MOST_BYTES = 1 << 20;
    private static final int PATIENCE_MILLIS = 30_000;

    private final ServerSocket server;
    private final Handler handler;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Answers one request; null breaks the connection off. */
    interface Handler {
        Reply answer(FakeRequest request);
    }

    Loopback(Handler handler) {
        this.handler = handler;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread("heed-fake", this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                thread("heed-fake-call", () -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (Socket connection = socket) {
            connection.setSoTimeout(PATIENCE_MILLIS);
            connection.setTcpNoDelay(true);
            FakeRequest request = read(new BufferedInputStream(connection.getInputStream()));
            Reply reply = request == null ? null : handler.answer(request);
            if (reply == null) {
                // A reset, not an orderly end.
                connection.setSoLinger(true, 0);
                return;
            }
            write(reply, request.method().equals("HEAD"), connection.getOutputStream());
        } catch (IOException gone) {
            // The caller hung up.
        } finally {
            open.remove(socket);
        }
    }

    private static FakeRequest read(InputStream in) throws IOException {
        String[] first = line(in).split(" ");
        if (first.length != 3) {
            return null;
        }
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            fields.put(line.substring(0, colon).trim(), line.substring(colon + 1).trim());
        }
        int length = Integer.parseInt(fields.getOrDefault("Content-Length", "0"));
        if (length > MOST_BYTES) {
            return null;
        }
        byte[] body = new byte[length];
        for (int read = 0; read < length; ) {
            int count = in.read(body, read, length - read);
            if (count < 0) {
                return null;
            }
            read += count;
        }
        return new FakeRequest(first[0].toUpperCase(Locale.ROOT), first[1], fields, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n' && line.size() < MOST_BYTES; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return new String(line.toByteArray(), StandardCharsets.UTF_8);
    }

    private static void write(Reply reply, boolean headOnly, OutputStream out) throws IOException {
        byte[] body = reply.body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(reply.status).append(" Fake\r\nConnection: close\r\n");
        reply.fields.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (reply.status != 304 && reply.status != 204) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        if (!headOnly) {
            out.write(body);
        }
        out.flush();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
