package dev.heed.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.javascript.jscomp.CompilationLevel;
import com.google.javascript.jscomp.Compiler;
import com.google.javascript.jscomp.CompilerOptions;
import com.google.javascript.jscomp.DependencyOptions;
import com.google.javascript.jscomp.ModuleIdentifier;
import com.google.javascript.jscomp.SourceFile;
import com.google.javascript.jscomp.WarningLevel;
import com.google.javascript.jscomp.deps.ModuleLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * Makes of the modules in {@code src} and the words in {@code words} what a browser loads: one minified module, and one file of words for each language.
 *
 * <p>Under {@code classes/web} lie the files that the server serves, and a manifest that names them; under {@code npm} the package: the same modules as
 * they were written, with what they import, and without the types, which {@code check.sh} makes; under {@code classes/words} all words, for the server's own pages.
 */
public final class Bundle {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final String WIDGET = "widget.";
    private static final int HASH_BYTES = 8;

    private final Path module;
    private final Path sources;
    private final Path words;
    private final Path web;
    private final Path allWords;
    private final Path npm;

    private Bundle(Path module, Path target) {
        this.module = module;
        this.sources = module.resolve("src");
        this.words = module.resolve("words");
        this.web = target.resolve("classes/web");
        this.allWords = target.resolve("classes/words");
        this.npm = target.resolve("npm");
    }

    public static void main(String[] arguments) throws IOException {
        var bundle = new Bundle(Path.of(arguments[0]), Path.of(arguments[1]));
        bundle.write();
        bundle.describe(arguments[2]);
    }

    private void write() throws IOException {
        for (var folder : List.of(web.resolve("words"), allWords, npm.resolve("src"))) {
            Files.createDirectories(folder);
        }
        var modules = new TreeMap<String, String>();
        var english = JSON.createObjectNode();
        for (var file : files(words, ".json")) {
            var language = file.getFileName().toString().replace(".json", "");
            var said = (ObjectNode) JSON.readTree(file.toFile());
            words(language, said);
            if (language.equals("en")) {
                english = widget(said);
                words(Pseudo.LANGUAGE, Pseudo.of(said));
            }
        }
        modules.put("english.js", "/** The words in English, made by the build. @type {Record<string, string | Record<string, string>>} */\nexport default " + english + ";\n");
        modules.put("style.js", "/** The style sheet, made by the build. */\nexport default " + JSON.writeValueAsString(css(Files.readString(sources.resolve("style.css")))) + ";\n");
        for (var file : files(sources, ".js")) {
            modules.put(file.getFileName().toString(), Files.readString(file));
        }
        for (var module : modules.entrySet()) {
            Files.writeString(npm.resolve("src").resolve(module.getKey()), module.getValue());
        }
        manifest(minified(modules));
    }

    /** The package's papers: what it is, without what only its making needs. */
    private void describe(String version) throws IOException {
        var about = (ObjectNode) JSON.readTree(module.resolve("package.json").toFile());
        about.put("version", version).without(List.of("devDependencies"));
        Files.writeString(npm.resolve("package.json"), about.toPrettyString() + "\n");
        for (var paper : List.of("README.md", "custom-elements.json", "../LICENSE")) {
            var file = module.resolve(paper);
            Files.copy(file, npm.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void words(String language, ObjectNode said) throws IOException {
        Files.writeString(allWords.resolve(language + ".json"), JSON.writeValueAsString(said));
        Files.writeString(web.resolve("words/" + language + ".json"), JSON.writeValueAsString(widget(said)));
    }

    /** The widget's own words, by the rest of their names. */
    private static ObjectNode widget(JsonNode said) {
        var own = JSON.createObjectNode();
        said.fields().forEachRemaining(word -> {
            if (word.getKey().startsWith(WIDGET)) {
                own.set(word.getKey().substring(WIDGET.length()), word.getValue());
            }
        });
        return own;
    }

    private void manifest(String script) throws IOException {
        var bytes = script.getBytes(StandardCharsets.UTF_8);
        for (var stale : files(web, ".js")) {
            Files.delete(stale);
        }
        var file = "heed-" + HexFormat.of().formatHex(hash("SHA-256", bytes), 0, HASH_BYTES) + ".js";
        Files.write(web.resolve(file), bytes);
        var manifest = JSON.createObjectNode();
        manifest.putObject("heed.js").put("file", file).put("integrity", "sha384-" + Base64.getEncoder().encodeToString(hash("SHA-384", bytes)));
        var languages = manifest.putArray("words");
        for (var language : files(web.resolve("words"), ".json")) {
            languages.add(language.getFileName().toString().replace(".json", ""));
        }
        Files.writeString(web.resolve("manifest.json"), JSON.writeValueAsString(manifest));
    }

    private static String minified(TreeMap<String, String> modules) {
        var inputs = new ArrayList<SourceFile>();
        modules.forEach((name, code) -> inputs.add(SourceFile.fromCode("/" + name, code)));
        var options = new CompilerOptions();
        CompilationLevel.SIMPLE_OPTIMIZATIONS.setOptionsForCompilationLevel(options);
        CompilationLevel.SIMPLE_OPTIMIZATIONS.setWrappedOutputOptimizations(options);    // what stands at the top of a module is seen by nobody else
        WarningLevel.QUIET.setOptionsForWarningLevel(options);
        options.setLanguageIn(CompilerOptions.LanguageMode.ECMASCRIPT_NEXT);
        options.setLanguageOut(CompilerOptions.LanguageMode.ECMASCRIPT_NEXT);
        options.setModuleResolutionMode(ModuleLoader.ResolutionMode.BROWSER);
        options.setChunkOutputType(CompilerOptions.ChunkOutputType.ES_MODULES);
        options.setEmitUseStrict(false);
        options.setLineLengthThreshold(Integer.MAX_VALUE);
        options.setTrustedStrings(true);    // served as a file of its own, never inside a page
        options.setOutputCharset(StandardCharsets.UTF_8);
        options.setDependencyOptions(DependencyOptions.pruneForEntryPoints(List.of(ModuleIdentifier.forFile("/element.js"))));
        var compiler = new Compiler(System.err);
        compiler.disableThreads();
        var result = compiler.compile(List.of(), inputs, options);
        if (!result.success) {
            throw new IllegalStateException("sdk-web cannot be bundled: " + result.errors);
        }
        return compiler.toSource();
    }

    /** A style sheet without its comments and the blanks that mean nothing. No string in it may hold two blanks or a comment. */
    private static String css(String written) {
        return written.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("\\s+", " ").replaceAll(" ?([{};,>+]) ?", "$1").replaceAll(": ", ":").replace(";}", "}").strip();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    private static byte[] hash(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
