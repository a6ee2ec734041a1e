package dev.heed.sdk;

import dev.heed.sdk.internal.Json;
import dev.heed.sdk.model.ConsentStatus;
import dev.heed.sdk.model.RecordKind;
import dev.heed.sdk.model.SettingType;
import dev.heed.sdk.model.Surface;
import java.time.Instant;
import java.util.Objects;
import okhttp3.HttpUrl;

/** Which records of the consent log are meant. Immutable: each word gives a narrower filter. */
public final class LogFilter {
    private static final LogFilter ALL = new LogFilter();

    Instant from;
    Instant to;
    String customerId;
    RecordKind kind;
    String setting;
    ConsentStatus status;
    Surface source;
    Long treeSize;

    private LogFilter() {}

    /** Every record. */
    public static LogFilter all() {
        return ALL;
    }

    /** Recorded at or after this moment. */
    public LogFilter from(Instant moment) {
        LogFilter narrower = copy();
        narrower.from = Objects.requireNonNull(moment, "moment");
        return narrower;
    }

    /** Recorded before this moment. */
    public LogFilter to(Instant moment) {
        LogFilter narrower = copy();
        narrower.to = Objects.requireNonNull(moment, "moment");
        return narrower;
    }

    /** Only this customer's. */
    public LogFilter customer(String customerId) {
        LogFilter narrower = copy();
        narrower.customerId = Objects.requireNonNull(customerId, "customerId");
        return narrower;
    }

    /** Only of this kind. */
    public LogFilter kind(RecordKind kind) {
        LogFilter narrower = copy();
        narrower.kind = Known.value(kind);
        return narrower;
    }

    /** Only settings of this type. */
    public LogFilter setting(SettingType type) {
        LogFilter narrower = copy();
        narrower.setting = Known.value(type).getValue();
        return narrower;
    }

    /** Only this setting: a topic, a channel, a purpose. */
    public LogFilter setting(SettingType type, String id) {
        LogFilter narrower = copy();
        narrower.setting = Known.value(type).getValue() + ":" + Objects.requireNonNull(id, "id");
        return narrower;
    }

    /** Only with this status. */
    public LogFilter status(ConsentStatus status) {
        LogFilter narrower = copy();
        narrower.status = Known.value(status);
        return narrower;
    }

    /** Only changes made on this surface. */
    public LogFilter source(Surface surface) {
        LogFilter narrower = copy();
        narrower.source = Known.value(surface);
        return narrower;
    }

    /** The log as it was when it had this many entries. */
    public LogFilter treeSize(long entries) {
        LogFilter narrower = copy();
        narrower.treeSize = entries;
        return narrower;
    }

    HttpUrl.Builder on(HttpUrl.Builder url) {
        add(url, "from", from == null ? null : Json.text(from));
        add(url, "to", to == null ? null : Json.text(to));
        add(url, "customerId", customerId);
        add(url, "kind", kind);
        add(url, "setting", setting);
        add(url, "status", status);
        add(url, "source", source);
        add(url, "treeSize", treeSize);
        return url;
    }

    private static void add(HttpUrl.Builder url, String name, Object value) {
        if (value != null) {
            url.addQueryParameter(name, value.toString());
        }
    }

    private LogFilter copy() {
        LogFilter copy = new LogFilter();
        copy.from = from;
        copy.to = to;
        copy.customerId = customerId;
        copy.kind = kind;
        copy.setting = setting;
        copy.status = status;
        copy.source = source;
        copy.treeSize = treeSize;
        return copy;
    }
}
