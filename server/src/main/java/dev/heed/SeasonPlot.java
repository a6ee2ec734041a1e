package dev.heed;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A plot of bars as SVG inside a page, in the page's colors.
 *
 * @param id unique in its page
 * @param title for screen readers, as is the description
 * @param along what stands along the lower axis
 * @param up what stands along the axis on the left
 */
record SeasonPlot(String id, String title, String description, String along, String up, List<String> names, List<Series> series) {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 340;
    private static final int LEFT = 76;
    private static final int LEFT_OF_NAMES = 190;
    private static final int RIGHT = 20;
    private static final int TOP = 34;
    private static final int BOTTOM = 58;
    private static final int ROW = 25;
    private static final int TICKS = 5;
    private static final int MOST_NAMES = 17;
    private static final int ROOM_FOR_NUMBER = 64;

    /**
     * Bars of one color.
     *
     * @param color a class of the page's style
     */
    record Series(String name, String color, double[] values) {}

    /** Text that no reader takes for markup. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /** Bars that stand: several for each name. */
    String upright() {
        var svg = begin(HEIGHT);
        double step = step();
        double top = Math.max(step, Math.ceil(most() / step) * step);
        double height = HEIGHT - TOP - BOTTOM;
        for (int tick = 0; tick * step <= top + step / 2; tick++) {
            double y = TOP + height - tick * step / top * height;
            line(svg, LEFT, y, WIDTH - RIGHT, y);
            text(svg, LEFT - 8, y + 4, "end", label(tick * step));
        }
        double slot = (WIDTH - LEFT - RIGHT) / (double) names.size();
        double bar = slot * 0.8 / series.size();
        int every = (names.size() + MOST_NAMES - 1) / MOST_NAMES;
        for (int i = 0; i < names.size(); i++) {
            for (int s = 0; s < series.size(); s++) {
                double value = series.get(s).values()[i];
                double high = value / top * height;
                bar(svg, series.get(s), names.get(i), value, new double[] {LEFT + i * slot + slot * 0.1 + s * bar, TOP + height - high, bar, high});
            }
            if (i % every == 0) {
                text(svg, LEFT + (i + 0.5) * slot, TOP + height + 19, "middle", names.get(i));
            }
        }
        text(svg, LEFT + (WIDTH - LEFT - RIGHT) / 2.0, HEIGHT - 10, "middle", along);
        upwards(svg, TOP + height / 2);
        legend(svg);
        return svg.append("</svg>\n").toString();
    }

    /** Bars that lie: one for each name, with its number behind. */
    String lying() {
        int high = TOP / 2 + names.size() * ROW + BOTTOM;
        int bottom = high - BOTTOM + 4;
        var svg = begin(high);
        double step = step();
        double top = Math.max(step, Math.ceil(most() / step) * step);
        double width = WIDTH - LEFT_OF_NAMES - RIGHT - ROOM_FOR_NUMBER;
        for (int tick = 0; tick * step <= top + step / 2; tick++) {
            double x = LEFT_OF_NAMES + tick * step / top * width;
            line(svg, x, TOP / 2.0, x, bottom);
            text(svg, x, bottom + 19, "middle", label(tick * step));
        }
        for (int i = 0; i < names.size(); i++) {
            double value = series.get(0).values()[i];
            double y = TOP / 2.0 + i * ROW;
            bar(svg, series.get(0), names.get(i), value, new double[] {LEFT_OF_NAMES, y + 5, value / top * width, ROW - 8});
            text(svg, LEFT_OF_NAMES - 10, y + ROW / 2.0 + 5, "end", names.get(i));
            text(svg, LEFT_OF_NAMES + value / top * width + 6, y + ROW / 2.0 + 5, "start", label(value));
        }
        text(svg, LEFT_OF_NAMES + width / 2, high - 10, "middle", along);
        upwards(svg, (TOP / 2.0 + bottom) / 2);
        return svg.append("</svg>\n").toString();
    }

    private StringBuilder begin(int height) {
        return new StringBuilder(String.format(Locale.ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-title %s-desc\">\n", WIDTH, height, id, id))
            .append("<title id=\"").append(id).append("-title\">").append(escaped(title)).append("</title>\n<desc id=\"").append(id).append("-desc\">")
            .append(escaped(description)).append("</desc>\n");
    }

    private void legend(StringBuilder svg) {
        double x = LEFT;
        for (var one : series) {
            svg.append(String.format(Locale.ROOT, "<rect class=\"%s\" x=\"%.1f\" y=\"6\" width=\"12\" height=\"12\" rx=\"2\"/>\n", one.color(), x));
            text(svg, x + 18, 17, "start", one.name());
            x += 44 + one.name().length() * 8;
        }
    }

    private void upwards(StringBuilder svg, double y) {
        svg.append(String.format(Locale.ROOT, "<text x=\"14\" y=\"%.1f\" text-anchor=\"middle\" transform=\"rotate(-90 14 %.1f)\">%s</text>\n", y, y, escaped(up)));
    }

    /** The bar with what it stands for, which a browser shows under the pointer. */
    private static void bar(StringBuilder svg, Series series, String name, double value, double[] box) {
        svg.append(String.format(Locale.ROOT, "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s, %s: %s</title></rect>\n",
            series.color(), box[0], box[1], box[2], box[3], escaped(name), escaped(series.name()), label(value)));
    }

    private static void line(StringBuilder svg, double x, double y, double toX, double toY) {
        svg.append(String.format(Locale.ROOT, "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n", x, y, toX, toY));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, escaped(text)));
    }

    private static String label(double number) {
        return number == Math.rint(number) ? SeasonTables.number((long) number) : String.format(Locale.ROOT, "%.1f", number);
    }

    private double most() {
        return series.stream().flatMapToDouble(one -> Arrays.stream(one.values())).max().orElse(0);
    }

    /** A round number of which five or so reach the top. */
    private double step() {
        double raw = Math.max(most(), 1) / TICKS;
        double ten = Math.pow(10, Math.floor(Math.log10(raw)));
        return raw <= ten ? ten : raw <= 2 * ten ? 2 * ten : raw <= 5 * ten ? 5 * ten : 10 * ten;
    }
}
