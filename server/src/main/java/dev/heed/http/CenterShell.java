package dev.heed.http;

import dev.heed.words.Html;
import dev.heed.words.Phrases;

/** What every page of the hosted center has, and the pages that have no more than that. */
final class CenterShell {
    private CenterShell() {}

    /**
     * Begins a page, up to its main part.
     *
     * @param files where its style lies, seen from the page
     */
    static Html begin(Phrases phrases, String title, String files) {
        return new Html().page(phrases.language(), phrases.direction()).open("head").empty("meta", "charset", "utf-8")
            .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").empty("meta", "name", "robots", "content", "noindex, nofollow")
            .empty("meta", "name", "color-scheme", "content", "light dark").element("title", title).empty("link", "rel", "stylesheet", "href", files + "page.css").end()
            .open("body").open("main", "id", "center");
    }

    /** A page that says one thing. */
    static String sentence(Phrases phrases, String title, String text, String files) {
        return begin(phrases, title, files).element("h1", title).element("p", text).finish();
    }
}
