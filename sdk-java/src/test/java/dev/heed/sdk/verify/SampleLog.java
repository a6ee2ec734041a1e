package dev.heed.sdk.verify;

import dev.heed.sdk.model.Proof;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** A log as ledger.md describes it, made with none of the checker's code: signs, proves, exports and, when asked to, lies. */
final class SampleLog {
    final String origin;
    final List<String> entries = new ArrayList<>();
    final List<List<String>> disclosures = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final KeyPair keys;

    SampleLog(String origin) {
        try {
            this.origin = origin;
            this.keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    SampleLog(SampleLog sameKey) {
        this.origin = sameKey.origin;
        this.keys = sameKey.keys;
    }

    /** A log of so many records, each about a customer of its own. */
    static SampleLog of(int size) {
        SampleLog log = new SampleLog("heed.test/demo");
        for (int i = 0; i < size; i++) {
            log.add("c-" + i);
        }
        return log;
    }

    void add(String customer) {
        int index = entries.size();
        String value = index % 2 == 0 ? "null" : "true";
        String reason = "\"\u00e0 \\\"c-" + index + "\\\" \\u001f\"";
        List<String> disclosed = Arrays.asList(
                disclosure("customerId", "\"" + customer + "\""),
                disclosure("change", "{\"id\":\"ch-" + index + "\",\"preferencesVersion\":" + (index + 7) + "}"),
                disclosure("value", value),
                disclosure("reason", reason));
        String digests = disclosed.stream().map(d -> "\"" + digest(d) + "\"").sorted().collect(Collectors.joining(","));
        entries.add("{\"_sd\":[" + digests + "],\"index\":" + index + ",\"kind\":\"consent\","
                + "\"setting\":{\"id\":\"offers\",\"type\":\"topic\"},\"status\":\"given\",\"v\":1}");
        disclosures.add(disclosed);
        told.add(",\"customerId\":\"" + customer + "\",\"changeId\":\"ch-" + index + "\",\"preferencesVersion\":" + (index + 7)
                + ",\"value\":" + value + ",\"reason\":" + reason);
    }

    static String disclosure(String name, String value) {
        byte[] salt = Arrays.copyOf(Reference.sha256((name + value).getBytes(StandardCharsets.UTF_8)), 16);
        String json = "[\"" + url(salt) + "\",\"" + name + "\"," + value + "]";
        return url(json.getBytes(StandardCharsets.UTF_8));
    }

    static String digest(String disclosure) {
        return url(Reference.sha256(disclosure.getBytes(StandardCharsets.US_ASCII)));
    }

    String verifierKey() {
        byte[] key = typedKey();
        StringBuilder hex = new StringBuilder();
        for (byte b : keyId()) {
            hex.append(String.format("%02x", b));
        }
        return origin + "+" + hex + "+" + base64(key);
    }

    String checkpoint(int size) {
        String text = origin + "\n" + size + "\n" + base64(root(size)) + "\n";
        return text + "\n" + signature(text);
    }

    String signature(String text) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(keys.getPrivate());
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return "\u2014 " + origin + " " + base64(join(keyId(), signer.sign())) + "\n";
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    Proof proof(int index, int size) {
        return new Proof()
                .index((long) index)
                .treeSize((long) size)
                .entry(entries.get(index))
                .disclosures(new ArrayList<>(disclosures.get(index)))
                .hashes(base64(Reference.inclusion(index, leaves(size))))
                .checkpoint(checkpoint(size))
                .verifierKey(verifierKey());
    }

    String tlogProof(int index, int size) {
        return "c2sp.org/tlog-proof@v1\nindex " + index + "\n"
                + base64(Reference.inclusion(index, leaves(size))).stream().map(h -> h + "\n").collect(Collectors.joining())
                + "\n" + checkpoint(size);
    }

    List<String> consistency(int from, int to) {
        return base64(Reference.consistency(from, leaves(to)));
    }

    /** The lines of an export: one a record, and the checkpoint. */
    List<String> export() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            lines.add(line(i, told.get(i), disclosures.get(i)));
        }
        lines.add("{\"checkpoint\":\"" + checkpoint(entries.size()).replace("\n", "\\n") + "\"}");
        return lines;
    }

    /** The line of a record of which nothing personal is left. */
    String erased(int index) {
        return line(index, "", new ArrayList<>());
    }

    /** The line of a record, telling and disclosing whatever is given. */
    String line(int index, String personal, List<String> disclosed) {
        String entry = entries.get(index);
        String open = entry.substring(entry.indexOf("\"index\""), entry.lastIndexOf(",\"v\":1}"));
        return "{" + open + ",\"entryHash\":\"" + base64(Reference.root(leaves(entries.size()).subList(index, index + 1))) + "\"" + personal
                + ",\"entry\":\"" + entry.replace("\\", "\\\\").replace("\"", "\\\"") + "\",\"disclosures\":["
                + disclosed.stream().map(d -> "\"" + d + "\"").collect(Collectors.joining(",")) + "]}";
    }

    byte[] root(int size) {
        return Reference.root(leaves(size));
    }

    private List<byte[]> leaves(int size) {
        return entries.subList(0, size).stream()
                .map(e -> e.getBytes(StandardCharsets.UTF_8)).collect(Collectors.toList());
    }

    private byte[] typedKey() {
        byte[] spki = keys.getPublic().getEncoded();
        return join(new byte[] {1}, Arrays.copyOfRange(spki, spki.length - 32, spki.length));
    }

    private byte[] keyId() {
        return Arrays.copyOf(Reference.sha256((origin + "\n").getBytes(StandardCharsets.UTF_8), typedKey()), 4);
    }

    static byte[] join(byte[] left, byte[] right) {
        byte[] joined = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, joined, left.length, right.length);
        return joined;
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static List<String> base64(List<byte[]> hashes) {
        return hashes.stream().map(SampleLog::base64).collect(Collectors.toList());
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
