package dev.heed.evidence;

import dev.heed.consent.ConsentStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Lying bars as SVG inside a page: one for each name, made of one part for each status.
 *
 * @param id unique in its page
 * @param title for screen readers, as is the description
 */
record Bars(String id, String title, String description, List<Bar> bars) {
    /** What has a part of its own, in this order; everything else is counted in the tables only. */
    static final List<ConsentStatus> PARTS = List.of(ConsentStatus.GIVEN, ConsentStatus.REFUSED, ConsentStatus.WITHDRAWN);

    private static final int WIDTH = 800;
    private static final int NAMES = 270;
    private static final int NUMBERS = 70;
    private static final int ROW = 28;
    private static final int TOP = 34;

    /** One bar. */
    record Bar(String name, Map<ConsentStatus, Long> counts) {
        long sum() {
            return PARTS.stream().mapToLong(this::of).sum();
        }

        long of(ConsentStatus status) {
            return counts.getOrDefault(status, 0L);
        }
    }

    String svg() {
        int height = TOP + bars.size() * ROW + 6;
        var svg = new StringBuilder(format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-title %s-desc\">\n", WIDTH, height, id, id))
            .append(format("<title id=\"%s-title\">%s</title>\n<desc id=\"%s-desc\">%s</desc>\n", id, Summary.escaped(title), id, Summary.escaped(description)));
        int at = NAMES;
        for (var part : PARTS) {
            svg.append(format("<rect class=\"%s\" x=\"%d\" y=\"6\" width=\"14\" height=\"14\" rx=\"2\"/>\n<text x=\"%d\" y=\"18\">%s</text>\n", part.id(), at, at + 20, part.id()));
            at += 120;
        }
        double unit = (WIDTH - NAMES - NUMBERS) / (double) Math.max(1, bars.stream().mapToLong(Bar::sum).max().orElse(1));
        for (int i = 0; i < bars.size(); i++) {
            row(svg, bars.get(i), TOP + i * ROW, unit);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void row(StringBuilder svg, Bar bar, int y, double unit) {
        svg.append(format("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n", NAMES - 12, y + 17, Summary.escaped(shortened(bar.name))));
        double x = NAMES;
        for (var part : PARTS) {
            double width = bar.of(part) * unit;
            if (width > 0) {
                svg.append(format("<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"><title>%s, %s: %,d</title></rect>\n",
                    part.id(), x, y + 4, width, ROW - 9, Summary.escaped(bar.name), part.id(), bar.of(part)));
            }
            x += width;
        }
        svg.append(format("<text x=\"%.1f\" y=\"%d\">%,d</text>\n", x + 8, y + 17, bar.sum()));
    }

    private static String shortened(String name) {
        int most = 34;
        return name.length() <= most ? name : name.substring(0, name.offsetByCodePoints(0, Math.min(most - 1, name.codePointCount(0, name.length())))) + "…";
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
