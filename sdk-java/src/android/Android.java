import com.android.tools.r8.CompilationMode;
import com.android.tools.r8.D8;
import com.android.tools.r8.D8Command;
import com.android.tools.r8.Diagnostic;
import com.android.tools.r8.DiagnosticsHandler;
import com.android.tools.r8.JdkClassFileProvider;
import com.android.tools.r8.OutputMode;
import com.android.tools.r8.R8;
import com.android.tools.r8.R8Command;
import com.android.tools.r8.origin.Origin;
import com.android.tools.r8.tracereferences.TraceReferences;
import com.android.tools.r8.tracereferences.TraceReferencesCommand;
import com.android.tools.r8.tracereferences.TraceReferencesKeepRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Does with the SDK what the build of an Android app does: dexes it with all it needs, and shrinks both as a program that is used by the SDK's own tests.
 * Run by Maven after the jar is made; the tests are then run once more, on the shrunk jar.
 */
public final class Android {
    private static final int API = 26;
    /** What the Android build brings for every app: the platform's classes, for which the JDK stands in, and a rule of its default file. */
    private static final List<String> PLATFORM = List.of("-dontwarn android.**",
            "-keepclassmembers enum * { public static **[] values(); public static ** valueOf(java.lang.String); }");
    private static final long MOST_BYTES = 300_000;

    private final Path sdk;
    private final List<Path> needed;
    private final Path tests;
    private final Path out;
    private final Warnings warnings = new Warnings();

    private Android(String[] args) {
        this.sdk = Path.of(args[0]);
        this.needed = Arrays.stream(args[1].split(java.io.File.pathSeparator)).map(Path::of).filter(Files::isRegularFile).collect(Collectors.toList());
        this.tests = Path.of(args[2]);
        this.out = Path.of(args[3]);
    }

    /** What the tools find; none of it may be about the SDK. */
    private static final class Warnings implements DiagnosticsHandler {
        private final List<String> found = new ArrayList<>();

        @Override
        public void warning(Diagnostic warning) {
            // Optional extensions of Jackson, and licenses that several jars bring.
            String message = warning.getDiagnosticMessage();
            if (!message.startsWith("Unexpected reference to missing service class: ") && !message.matches("Resource '[^']+' already exists.")) {
                found.add(message);
            }
        }

        @Override
        public void info(Diagnostic info) {
            // Nothing that anybody must act upon.
        }
    }

    public static void main(String[] args) throws Exception {
        new Android(args).run();
    }

    private void run() throws Exception {
        long bytes = Files.size(sdk);
        System.out.printf("SDK for Android API %d: %,d bytes of at most %,d%n", API, bytes, MOST_BYTES);
        refuse(bytes > MOST_BYTES, "the jar is too large");
        Files.createDirectories(out);
        List<Path> program = new ArrayList<>(needed);
        program.add(0, sdk);

        long alone = dex(List.of(sdk), needed, "alone");
        Path shrunk = shrink(program);
        long all = dex(List.of(shrunk), List.of(), "shrunk");
        System.out.printf("Dexed: %,d bytes. With all it needs, shrunk for its own tests: %,d bytes of class files, %,d dexed%n", alone, Files.size(shrunk), all);
        warnings.found.forEach(warning -> System.out.println("warning: " + warning));
        refuse(!warnings.found.isEmpty(), "there are warnings");
    }

    private long dex(List<Path> jars, List<Path> beside, String name) throws Exception {
        Path dexes = Files.createDirectories(out.resolve(name));
        D8.run(D8Command.builder(warnings).addProgramFiles(jars).addClasspathFiles(beside).addLibraryResourceProvider(JdkClassFileProvider.fromSystemJdk()).setMinApiLevel(API).setMode(CompilationMode.RELEASE)
                .setOutput(dexes, OutputMode.DexIndexed).build());
        long size = 0;
        try (Stream<Path> files = Files.list(dexes)) {
            for (Path file : files.collect(Collectors.toList())) {
                size += Files.size(file);
            }
        }
        return size;
    }

    /** Keeps what the tests name, as an app's own code keeps what it names, and beyond that only what the jars' own rules ask for. */
    private Path shrink(List<Path> program) throws Exception {
        Path rules = out.resolve("tests.pro");
        List<Path> classes;
        try (Stream<Path> files = Files.walk(tests)) {
            classes = files.filter(file -> file.toString().endsWith(".class")).collect(Collectors.toList());
        }
        TraceReferencesKeepRules named = TraceReferencesKeepRules.builder().setOutputPath(rules).build();
        TraceReferences.run(TraceReferencesCommand.builder(new Warnings()).addLibraryResourceProvider(JdkClassFileProvider.fromSystemJdk()).addTargetFiles(program).addSourceFiles(classes).setConsumer(named).build());
        Path shrunk = out.resolve("shrunk.jar");
        R8.run(R8Command.builder(warnings).addProgramFiles(program).addLibraryResourceProvider(JdkClassFileProvider.fromSystemJdk()).addProguardConfigurationFiles(rules)
                .addProguardConfiguration(PLATFORM, Origin.unknown()).setMode(CompilationMode.RELEASE).setOutput(shrunk, OutputMode.ClassFile).build());
        return shrunk;
    }

    private static void refuse(boolean wrong, String why) throws IOException {
        if (wrong) {
            throw new IOException(why);
        }
    }
}
