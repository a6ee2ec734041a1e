package dev.heed.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.Given;
import dev.heed.TestClock;
import dev.heed.access.Role;
import dev.heed.contract.Answer;
import dev.heed.contract.Requests;
import dev.heed.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A shop that sends, and customers who say what they think of it. */
public final class Shop implements AutoCloseable {
    /** A Monday, 11:00 in Berlin. */
    public static final Instant MONDAY = Instant.parse("2026-11-16T10:00:00Z");

    private final TestClock clock = new TestClock(MONDAY);
    private final Given given = Given.server(Map.of(), clock);
    private final Requests requests = new Requests(given);
    private int customers = 100;

    /** A suggestion as it was answered. */
    public record Suggested(String label, JsonNode patch) {}

    /** One who said yes to everything. */
    public String customer() {
        var id = "c-" + ++customers;
        change(id, "{\"topics\":{\"offers\":{\"allowed\":true},\"new_arrivals\":{\"allowed\":true},\"newsletter\":{\"allowed\":true},\"events\":{\"allowed\":true}}}");
        return id;
    }

    public Given given() {
        return given;
    }

    public void pass(Duration duration) {
        clock.pass(duration);
    }

    /** Sends something now; returns the contact's id. */
    public String send(String customer, String channel, String topic) {
        var caller = channel.equals("voice") ? ",\"caller\":\"human\"" : "";
        var answer = post("/v1/contacts", "{\"customerId\":\"" + customer + "\",\"channel\":\"" + channel + "\",\"topic\":\"" + topic + "\"" + caller + "}");
        return answer.json().get("contactId").textValue();
    }

    /** Sends the same so many times, at equal distances, the last time now. */
    public String send(int times, Duration apart, String customer, String channel, String topic) {
        var last = "";
        for (int i = 0; i < times; i++) {
            if (i > 0) {
                clock.pass(apart);
            }
            last = send(customer, channel, topic);
        }
        return last;
    }

    /** @param contactId empty for feedback in general */
    public Answer say(String customer, String contactId, String verdict) {
        var body = Json.object().put("verdict", verdict);
        if (!contactId.isEmpty()) {
            body.put("contactId", contactId);
        }
        return post("/v1/customers/" + customer + "/feedback", body.toString());
    }

    public List<Suggested> suggested(String customer, String contactId, String verdict) {
        var list = new ArrayList<Suggested>();
        say(customer, contactId, verdict).json().get("suggestions").forEach(item -> list.add(new Suggested(item.get("label").textValue(), item.get("patch"))));
        return list;
    }

    public Answer change(String customer, String chosen) {
        return requests.ask("PATCH", "/v1/customers/" + customer + "/preferences").as(given.key(Role.APP)).body("application/merge-patch+json", "{\"chosen\":" + chosen + "}").send();
    }

    public ObjectNode read(String customer) {
        return (ObjectNode) get("/v1/customers/" + customer + "/preferences").json();
    }

    public void revert(String customer, long version) {
        post("/v1/customers/" + customer + "/preferences/revert", "{\"toVersion\":" + version + "}");
    }

    public JsonNode preview(String customer, String chosen) {
        return requests.ask("POST", "/v1/customers/" + customer + "/preferences/preview").as(given.key(Role.APP))
            .body("application/merge-patch+json", "{\"chosen\":" + chosen + "}").send().json();
    }

    /** The codes of the reasons against a contact now. */
    public List<String> against(String customer, String channel, String topic) {
        var caller = channel.equals("voice") ? ",\"caller\":\"human\"" : "";
        var answer = post("/v1/decisions", "{\"customerId\":\"" + customer + "\",\"channel\":\"" + channel + "\",\"topic\":\"" + topic + "\"" + caller + "}");
        return StreamSupport.stream(answer.json().get("reasons").spliterator(), false).map(reason -> reason.get("code").textValue()).toList();
    }

    public Answer get(String path) {
        return requests.ask("GET", path).as(given.key(Role.APP)).send();
    }

    public Answer post(String path, String body) {
        return requests.ask("POST", path).as(given.key(Role.APP)).body("application/json", body).send();
    }

    public Requests requests() {
        return requests;
    }

    @Override
    public void close() {
        given.close();
    }
}
