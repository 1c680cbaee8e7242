package dev.tuliptree.gallery;

import dev.tuliptree.live.Html;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Slides, made of Markdown. Lines between slides are {@code ---}, and further:
 *
 * <ul>
 *   <li>block quotes are the speaker's notes;
 *   <li>what stands behind the language of a code block is its caption, and code blocks that follow one another stand
 *       side by side;
 *   <li>an image whose address is {@code demo:} and the path of a demo is that demo.
 * </ul>
 *
 * @param title the heading of the first slide
 * @param slides the HTML of each
 */
record Deck(String title, List<String> slides) {
    Deck {
        slides = List.copyOf(slides);
    }

    /** Reads the Markdown. Nothing in it is wrong: an unknown demo is named on its slide. */
    static Deck of(String markdown, List<Demo> demos) {
        Parser parser =
                Parser.builder().extensions(List.of(TablesExtension.create())).build();
        HtmlRenderer renderer = HtmlRenderer.builder()
                .extensions(List.of(TablesExtension.create()))
                .nodeRendererFactory(context -> new SlideRenderer(context, demos))
                .build();
        List<String> slides = new ArrayList<>();
        String title = "Slides";
        for (Document slide : split(parser.parse(markdown))) {
            Heading heading = slide.getFirstChild() instanceof Heading first ? first : null;
            boolean opening = heading != null && heading.getLevel() == 1;
            if (slides.isEmpty() && heading != null) title = SlideRenderer.text(heading);
            freeImages(slide);
            gatherCode(slide);
            slides.add(section(renderer.render(slide), opening));
        }
        return new Deck(title, slides);
    }

    private static String section(String html, boolean opening) {
        return """
                <section class="%s" data-source="%08x">
                %s</section>
                """.formatted(opening ? "slide opening" : "slide", html.hashCode(), html);
    }

    private static List<Document> split(Node whole) {
        List<Document> slides = new ArrayList<>();
        Document slide = new Document();
        for (Node node = whole.getFirstChild(), next; node != null; node = next) {
            next = node.getNext();
            if (node instanceof ThematicBreak) {
                slides.add(slide);
                slide = new Document();
            } else {
                slide.appendChild(node);
            }
        }
        slides.add(slide);
        return slides;
    }

    /** Takes an image that stands alone out of its paragraph: it gets all the room there is. */
    private static void freeImages(Document slide) {
        for (Node node = slide.getFirstChild(); node != null; node = node.getNext()) {
            boolean alone = node instanceof Paragraph && node.getFirstChild() == node.getLastChild();
            if (!alone || !(node.getFirstChild() instanceof Image image)) continue;
            node.insertBefore(image);
            node.unlink();
            node = image;
        }
    }

    /** Puts neighbouring code blocks into a common parent. */
    private static void gatherCode(Document slide) {
        for (Node node = slide.getFirstChild(); node != null; node = node.getNext()) {
            if (!(node instanceof FencedCodeBlock) || !(node.getNext() instanceof FencedCodeBlock)) continue;
            SlideRenderer.Columns columns = new SlideRenderer.Columns();
            node.insertBefore(columns);
            for (Node code = node, next; code instanceof FencedCodeBlock; code = next) {
                next = code.getNext();
                columns.appendChild(code);
            }
            node = columns;
        }
    }

    /** All slides, one after the other. */
    String html() {
        return String.join("", slides);
    }

    /** The page that shows the slides. */
    String page() {
        return Templates.text(Deck.class, "talk/talk.html")
                .replace("{title}", Html.escape(title))
                .replace("{slides}", html());
    }
}
