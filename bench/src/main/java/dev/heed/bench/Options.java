package dev.heed.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to measure, and how thoroughly.
 *
 * @param javas each runs the servers once: a column of the results
 * @param customers of the large database
 * @param lines of the long decision stream; the short one has a fifth
 * @param audience customers of the large audience; the small one has a tenth
 * @param records of the long consent log; the short one has a tenth
 * @param leadSeconds of load just before each round, which do not count
 * @param patienceSeconds how long to wait, before each round, until others leave the machine alone
 * @param heap the {@code -Xmx} of each server
 * @param fresh whether to make the large databases anew rather than use those of an earlier run
 * @param only the parts to measure
 */
record Options(List<Path> javas, Path jar, int customers, int lines, int audience, int records, double seconds, int rounds, double warmUpSeconds, double leadSeconds, double patienceSeconds, String heap,
               boolean fresh, Set<Part> only) {
    private static final int LINES_STEP = 1_000;
    private static final int RECORDS_STEP = 10 * LongLog.RECORDS_A_CUSTOMER;
    private static final String USAGE = """
        --java PATH      a java command or a JDK's folder to run the servers with; may be repeated (default: the one that runs this)
        --customers N    customers of the large database, 1000 or more (default 100000)
        --lines N        lines of the long decision stream, a multiple of 1000; the short one has a fifth (default 1000000)
        --audience N     customers of the large audience; the small one has a tenth (default 1000000)
        --records N      records of the long consent log, a multiple of 40; the short one has a tenth (default 1000000)
        --only PARTS     some of reads,changes,decisions,stream,audience,export,verification,access (default all)
        --seconds S      length of a round (default 5)
        --rounds N       rounds, taken in turns (default 5)
        --warm-up S      seconds of load, again and again until the rate grows no more, before the first round (default 5)
        --lead S         seconds of load just before each round, which do not count: whoever stood idle meanwhile is slow at first (default 6)
        --patience S     seconds to wait, before each round, for others to leave the machine alone (default 10)
        --heap SIZE      -Xmx of each server (default 3g)
        --jar PATH       the server (default server/target/heed.jar)
        --fresh          make the large databases anew
        --quick          the defaults become 10000 customers, 100000 lines, an audience of 100000, 100000 records, 3 rounds of 3 seconds after 4, 4 seconds of warm-up""";

    /** @throws IllegalArgumentException with a sentence when an argument is wrong */
    static Options of(String[] arguments) {
        var flags = List.of(arguments);
        var values = new LinkedHashMap<>(Map.of("--customers", "100000", "--seconds", "5", "--rounds", "5", "--warm-up", "5",
            "--lead", "6", "--patience", "10", "--heap", "3g", "--jar", "server/target/heed.jar"));
        values.putAll(Map.of("--lines", "1000000", "--audience", "1000000", "--records", "1000000", "--only", "reads,changes,decisions,stream,audience,export,verification,access"));
        if (flags.contains("--quick")) {
            values.putAll(Map.of("--customers", "10000", "--seconds", "3", "--rounds", "3", "--warm-up", "4", "--lead", "4", "--lines", "100000", "--audience", "100000", "--records", "100000"));
        }
        var javas = read(flags, values);
        var jar = Path.of(values.get("--jar"));
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("there is no " + jar + "; run from the project's root, after `mvn package`");
        }
        int lines = Integer.parseInt(values.get("--lines"));
        if (lines <= 0 || lines % LINES_STEP != 0) {
            throw new IllegalArgumentException("--lines is a multiple of " + LINES_STEP);
        }
        int records = Integer.parseInt(values.get("--records"));
        if (records <= 0 || records % RECORDS_STEP != 0) {
            throw new IllegalArgumentException("--records is a multiple of " + RECORDS_STEP);
        }
        return new Options(javas, jar, Integer.parseInt(values.get("--customers")), lines, Integer.parseInt(values.get("--audience")), records, Double.parseDouble(values.get("--seconds")),
            Integer.parseInt(values.get("--rounds")), Double.parseDouble(values.get("--warm-up")), Double.parseDouble(values.get("--lead")),
            Double.parseDouble(values.get("--patience")), values.get("--heap"), flags.contains("--fresh"), Part.of(values.get("--only")));
    }

    private static List<Path> read(List<String> flags, Map<String, String> values) {
        var javas = new ArrayList<Path>();
        for (int i = 0; i < flags.size(); i++) {
            var name = flags.get(i);
            if (name.equals("--quick") || name.equals("--fresh")) {
                continue;
            }
            if (++i == flags.size() || !name.equals("--java") && !values.containsKey(name)) {
                throw new IllegalArgumentException("there is no option " + name + ", or it lacks its value\n" + USAGE);
            }
            if (name.equals("--java")) {
                var java = Path.of(flags.get(i));
                javas.add(Files.isDirectory(java) ? java.resolve("bin/java") : java);
            } else {
                values.put(name, flags.get(i));
            }
        }
        return javas.isEmpty() ? List.of(Path.of(System.getProperty("java.home"), "bin", "java")) : List.copyOf(javas);
    }
}
