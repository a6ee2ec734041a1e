package dev.heed.evidence;

import dev.heed.brand.Catalog;
import dev.heed.consent.NoticeShown;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/** The very texts of notices, by the names of their files in a package. */
final class Notices {
    private Notices() {}

    /**
     * The files of notices that were shown.
     *
     * @param shown each with the version of the catalog that it was shown from
     * @throws IllegalStateException when a text is not the one whose hash was logged: a package must not say otherwise
     */
    static Map<String, String> files(Map<NoticeShown, Long> shown, LongFunction<Catalog> catalog) {
        var files = new LinkedHashMap<String, String>();
        shown.forEach((notice, version) -> {
            var text = catalog.apply(version).notice(notice.id(), notice.version()).map(found -> found.text().get(notice.language())).orElse("");
            if (!NoticeShown.hash(text).equals(notice.sha256())) {
                throw new IllegalStateException("the text of notice " + notice.id() + " version " + notice.version() + " is not the one that was logged");
            }
            files.put(name(files, notice), text);
        });
        return files;
    }

    /** A brand may have changed a text without a new version of it: then there are several. */
    private static String name(Map<String, String> files, NoticeShown notice) {
        var name = "notices/" + notice.id() + "-v" + notice.version() + "-" + notice.language();
        for (int other = 2; files.containsKey(name + ".txt"); other++) {
            name = name.replaceFirst("(\\.\\d+)?$", "." + other);
        }
        return name + ".txt";
    }
}
