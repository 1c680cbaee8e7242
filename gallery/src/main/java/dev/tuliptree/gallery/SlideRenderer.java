package dev.tuliptree.gallery;

import dev.tuliptree.live.Html;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** What is different on a slide from other Markdown: see {@link Deck}. */
final class SlideRenderer implements NodeRenderer {
    private static final String DEMO = "demo:";

    private final HtmlNodeRendererContext context;
    private final HtmlWriter html;
    private final List<Demo> demos;

    SlideRenderer(HtmlNodeRendererContext context, List<Demo> demos) {
        this.context = context;
        this.html = context.getWriter();
        this.demos = demos;
    }

    /** Code blocks that stand side by side. */
    static final class Columns extends CustomBlock {}

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(BlockQuote.class, FencedCodeBlock.class, Columns.class, Image.class);
    }

    @Override
    public void render(Node node) {
        switch (node) {
            case BlockQuote notes -> around("div class=\"notes\" role=\"note\"", notes, "div");
            case Columns columns -> around("div class=\"columns\"", columns, "div");
            case FencedCodeBlock code -> code(code);
            case Image image -> image(image);
            default -> throw new IllegalArgumentException("slides have nothing of their own for " + node);
        }
    }

    private void around(String begin, Node parent, String end) {
        html.raw("<" + begin + ">");
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) context.render(child);
        html.raw("</" + end + ">\n");
    }

    private void code(FencedCodeBlock code) {
        String info = Objects.requireNonNullElse(code.getInfo(), "").strip();
        int space = info.indexOf(' ');
        String language = space < 0 ? info : info.substring(0, space);
        String source = code.getLiteral().stripTrailing();
        html.raw("<figure>");
        if (space >= 0) html.raw(Html.format("<figcaption>{}</figcaption>", info.substring(space + 1)));
        html.raw("<pre class=\"card\" tabindex=\"0\"><code>");
        html.raw(
                switch (language) {
                    case "java" -> Highlighter.html(source);
                    case "python" -> Highlighter.python(source);
                    default -> Html.escape(source);
                });
        html.raw("</code></pre></figure>\n");
    }

    private void image(Image image) {
        String alt = text(image);
        String source = image.getDestination();
        if (!source.startsWith(DEMO)) {
            html.raw(Html.format("<img src=\"{}\" alt=\"{}\">\n", source, alt));
            return;
        }
        String path = source.substring(DEMO.length());
        if (demos.stream().noneMatch(demo -> demo.path().equals(path))) {
            html.raw(Html.format("<p class=\"problem\">There is no demo {}.</p>\n", path));
            return;
        }
        html.raw(Html.format("""
                <figure class="embed"><iframe src="../{}/stage" title="{}" loading="lazy"></iframe>
                <figcaption><a href="../{}/">The demo beside its source</a></figcaption></figure>
                """, path, alt, path));
    }

    /** The text in a node without its markup. */
    static String text(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
                text.append(part.getLiteral());
            }
        });
        return text.toString();
    }
}
