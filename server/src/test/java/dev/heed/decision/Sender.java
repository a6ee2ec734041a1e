package dev.heed.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.contract.Answer;
import dev.heed.contract.Requests;
import dev.heed.store.Json;
import java.nio.charset.StandardCharsets;

/** Somebody who sends, and asks before; and the customer who is asked about. */
final class Sender {
    private static final String JSON = "application/json";
    private final Given given;

    Sender(Given given) {
        this.given = given;
    }

    /** What a question answers: a decision, or a problem. */
    Answer ask(String json) {
        return ask(json, "");
    }

    Answer ask(String json, String idempotencyKey) {
        var asking = post("/v1/decisions", json);
        return (idempotencyKey.isEmpty() ? asking : asking.with("Idempotency-Key", idempotencyKey)).send();
    }

    JsonNode decide(String customer, String channel, String topic) {
        return ask(question(customer, channel, topic).toString()).json();
    }

    JsonNode reserve(String customer, String channel, String topic) {
        return ask(question(customer, channel, topic).put("reserve", true).toString()).json();
    }

    /** Confirms or releases. */
    Answer settle(JsonNode reserved, String verb) {
        return post("/v1/contacts/" + reserved.get("reservation").get("contactId").textValue() + "/" + verb, "").body("", "").send();
    }

    Requests.Asking post(String path, String json) {
        return asking("POST", path).as(given.key(Role.SENDER)).body(JSON, json);
    }

    Requests.Asking asking(String method, String path) {
        return new Requests.Asking(given.http(), given.url(), method, path);
    }

    /** The customer changes something, and has the answer. */
    void choose(String customer, String chosen) {
        var answer = asking("PATCH", "/v1/customers/" + customer + "/preferences").as(given.key(Role.APP))
            .body("application/merge-patch+json", "{\"chosen\":" + chosen + "}").send();
        if (answer.status() != 200) {
            throw new AssertionError(answer.text());
        }
    }

    JsonNode contacts(String customer) {
        return asking("GET", "/v1/customers/" + customer + "/contacts").as(given.key(Role.APP)).send().json().get("items");
    }

    static ObjectNode question(String customer, String channel, String topic) {
        return Json.object().put("customerId", customer).put("channel", channel).put("topic", topic);
    }

    static String codes(JsonNode decision) {
        var codes = new StringBuilder();
        decision.get("reasons").forEach(reason -> codes.append(codes.length() == 0 ? "" : ", ").append(reason.get("code").textValue()));
        return codes.toString();
    }

    static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
