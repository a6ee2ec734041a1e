package dev.heed.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What custom-elements.json says of the element, and what the element is, are the same. */
class ManifestTest {
    private static final Path MODULE = Path.of("../sdk-web");

    private static JsonNode element() throws IOException {
        return Json.read(Files.readAllBytes(MODULE.resolve("custom-elements.json"))).at("/modules/0/declarations/0");
    }

    /** What a list of the manifest holds: names, each with type and description. */
    private static Map<String, String> listed(String list) throws IOException {
        var found = new TreeMap<String, String>();
        element().path(list).forEach(each -> found.put(each.get("name").textValue(), each.at("/type/text").asText() + " " + each.get("description").textValue()));
        return found;
    }

    private static Stream<MatchResult> found(String pattern, Path... files) throws IOException {
        var matches = new ArrayList<MatchResult>();
        for (var file : files) {
            Pattern.compile(pattern).matcher(Files.readString(file)).results().forEach(matches::add);
        }
        return matches.stream();
    }

    private static Path[] scripts() throws IOException {
        try (var files = Files.list(MODULE.resolve("src"))) {
            return files.filter(file -> file.toString().endsWith(".js")).toArray(Path[]::new);
        }
    }

    /** What a tag of the class's JSDoc documents, as the manifest would say it. */
    private static Map<String, String> documented(String tag) throws IOException {
        var documented = new TreeMap<String, String>();
        found("@" + tag + " \\{(.+)} ([a-z-]+) (.+)", MODULE.resolve("src/element.js")).forEach(match -> documented.put(match.group(2), match.group(1) + " " + match.group(3)));
        return documented;
    }

    @Test
    void attributesAndEventsAreSaidAsTheSourceSaysThem() throws IOException {
        assertThat(listed("attributes")).isEqualTo(documented("attr")).isNotEmpty();
        assertThat(listed("events")).isEqualTo(documented("fires")).isNotEmpty();
    }

    @Test
    void attributesAndEventsAreThoseThatTheElementHas() throws IOException {
        var read = new TreeSet<>(found("getAttribute\\('([a-z-]+)'\\)", MODULE.resolve("src/element.js")).map(match -> match.group(1)).toList());
        found(":host\\(\\[([a-z]+)=", MODULE.resolve("src/style.css")).forEach(match -> read.add(match.group(1)));
        assertThat(listed("attributes").keySet()).isEqualTo(read);
        assertThat(listed("events").keySet()).isEqualTo(new TreeSet<>(found("'(heed-[a-z]+)'", scripts()).map(match -> match.group(1)).toList()));
    }

    @Test
    void partsAndCustomPropertiesAreThoseThatTheElementHas() throws IOException {
        assertThat(listed("cssParts").keySet()).isEqualTo(new TreeSet<>(found("part: '([a-z-]+)'", scripts()).map(match -> match.group(1)).toList()));
        assertThat(listed("cssProperties").keySet()).isEqualTo(new TreeSet<>(found("var\\((--heed-[a-z-]+)", MODULE.resolve("src/style.css")).map(match -> match.group(1)).toList()));
    }

    @Test
    void membersAreThoseThatTheClassHas() throws IOException {
        var source = Files.readString(MODULE.resolve("src/element.js"));
        for (var member : element().get("members")) {
            assertThat(source).containsPattern("\\n  (get |async )?" + member.get("name").textValue() + "\\(");
        }
        assertThat(source).contains("class " + element().get("name").textValue() + " extends HTMLElement", "customElements.define('" + element().get("tagName").textValue() + "'");
    }

    @Test
    void theReadmeNamesEverythingThatCanBeSet() throws IOException {
        var readme = Files.readString(MODULE.resolve("README.md"));
        for (var list : new String[] {"attributes", "events", "cssProperties", "cssParts"}) {
            assertThat(readme).as(list).contains(listed(list).keySet().stream().map(name -> "`" + name + "`").toList());
        }
    }

    /** The types that JSDoc cannot express are written by hand, and name the same. */
    @Test
    void theTypesNameTheSameAttributesAndEvents() throws IOException {
        var types = MODULE.resolve("src/global.d.ts");
        assertThat(new TreeSet<>(found("\\n  ([a-z]+)\\?: ", types).map(match -> match.group(1)).toList())).isEqualTo(listed("attributes").keySet());
        assertThat(new TreeSet<>(found("\\n  '(heed-[a-z]+)': ", types).map(match -> match.group(1)).toList())).isEqualTo(listed("events").keySet());
    }
}
