package dev.heed.evidence;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.sdk.EvidencePackage;
import dev.heed.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipFile;

/** The files of a package in their order, to be looked at, and packed again after somebody changed them. */
final class Unpacked {
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    static Unpacked of(Path zip) {
        try (var opened = new ZipFile(zip.toFile())) {
            var unpacked = new Unpacked();
            for (var entry : Collections.list(opened.entries())) {
                unpacked.files.put(entry.getName(), opened.getInputStream(entry).readAllBytes());
            }
            return unpacked;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Takes a package into a new file of a folder. */
    static Path take(EvidencePackage taken, Path folder) {
        try (taken) {
            var file = Files.createTempFile(folder, "evidence", ".zip");
            taken.writeTo(file);
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    List<String> names() {
        return List.copyOf(files.keySet());
    }

    String text(String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    byte[] bytes(String name) {
        return files.get(name);
    }

    ObjectNode json(String name) {
        return (ObjectNode) Json.read(files.get(name));
    }

    /** The lines of the records. */
    List<ObjectNode> records() {
        return text("records.ndjson").lines().map(line -> (ObjectNode) Json.read(line.getBytes(StandardCharsets.UTF_8))).toList();
    }

    Unpacked with(String name, String text) {
        return with(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Unpacked with(String name, byte[] bytes) {
        var changed = new Unpacked();
        changed.files.putAll(files);
        changed.files.put(name, bytes);
        return changed;
    }

    Unpacked changed(String name, UnaryOperator<String> change) {
        return with(name, change.apply(text(name)));
    }

    Unpacked without(String name) {
        var changed = new Unpacked();
        changed.files.putAll(files);
        changed.files.remove(name);
        return changed;
    }

    /** The same with a manifest that lists the files as they are now, and counts what its forger says. */
    Unpacked listed(UnaryOperator<ObjectNode> change) {
        var manifest = change.apply(json("manifest.json"));
        ArrayNode list = manifest.putArray("files");
        files.forEach((name, bytes) -> {
            if (!name.equals("manifest.json") && !name.equals("seal")) {
                list.addObject().put("name", name).put("bytes", bytes.length).put("sha256", sha256(bytes));
            }
        });
        return with("manifest.json", Json.bytes(manifest));
    }

    /** Packs the files again, in their order, and seals them. */
    Path packed(Path folder, UnaryOperator<String> sign) {
        try {
            var file = Files.createTempFile(folder, "forged", ".zip");
            try (var out = Files.newOutputStream(file)) {
                var container = new Container(out);
                for (var entry : files.entrySet()) {
                    if (!entry.getKey().equals("seal")) {
                        container.add(entry.getKey(), entry.getValue());
                    }
                }
                container.seal(sign);
            }
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Packs them with the seal that they had. */
    Path packed(Path folder) {
        return packed(folder, text -> text("seal"));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
