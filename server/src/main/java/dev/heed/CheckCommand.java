package dev.heed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.brand.CatalogCheck;
import dev.heed.brand.FairnessRule;
import dev.heed.http.Server;
import dev.heed.problem.Fault;
import dev.heed.problem.Problem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what publishing a catalog would say, without a server and without a database. */
@Command(name = "check", description = "Check a catalog without publishing it: its faults, and the deceptive design patterns (EDPB Guidelines 03/2022) in it.",
    mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:it can be published, and there is nothing to say against it", "2:wrong usage, or no such file", "20:it can be published, with the warnings printed",
        "21:it would be refused for the errors printed"})
final class CheckCommand implements Callable<Integer> {
    private static final int WARNED = 20;
    private static final int REFUSED = 21;

    @Option(names = "--catalog", required = true, paramLabel = "FILE", description = "The catalog as JSON.")
    private Path catalog;

    @Override
    public Integer call() throws IOException {
        var check = check(Main.readCatalog(catalog));
        print("error", check.errors(), System.out);
        print("warning", check.warnings(), System.out);
        System.out.println(String.format(Locale.ROOT, "%d errors, %d warnings: the catalog %s.", check.errors().size(), check.warnings().size(),
            check.errors().isEmpty() ? "can be published" : "would be refused"));
        return !check.errors().isEmpty() ? REFUSED : check.warnings().isEmpty() ? 0 : WARNED;
    }

    private static CatalogCheck check(ObjectNode document) {
        try {
            Server.refuseUnlessCatalog(document);
        } catch (Problem misfit) {
            return new CatalogCheck(misfit.faults(), List.of());
        }
        return CatalogCheck.of(document);
    }

    /** One line a fault. */
    static void print(String kind, List<Fault> faults, PrintStream out) {
        faults.forEach(fault -> out.println(kind + " " + fault.pointer() + ": " + fault.detail() + named(fault)));
    }

    /** The pattern that a fault is, by its names in the guidelines; nothing when it is none. */
    static String named(Fault fault) {
        return fault.deception().map(deception -> " (" + FairnessRule.of(deception.rule()).pattern().title() + "; rule " + deception.rule() + ")").orElse("");
    }
}
