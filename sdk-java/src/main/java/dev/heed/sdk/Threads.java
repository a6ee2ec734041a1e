package dev.heed.sdk;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where a client makes its asynchronous calls unless it was given an executor: a few threads of its own, which end when idle. */
final class Threads extends ThreadPoolExecutor {
    private static final int MOST = 16;
    private static final int IDLE_SECONDS = 30;

    Threads() {
        super(MOST, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread thread = new Thread(work, "heed-sdk");
            thread.setDaemon(true);
            return thread;
        });
        allowCoreThreadTimeOut(true);
    }
}
