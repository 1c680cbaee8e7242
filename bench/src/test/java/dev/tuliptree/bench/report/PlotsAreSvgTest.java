package dev.tuliptree.bench.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The pictures are well-formed, and show what they were given. */
final class PlotsAreSvgTest {
    private static Document parse(Plot plot) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(plot.svg().getBytes(UTF_8)));
    }

    private static List<String> texts(Document document) {
        NodeList nodes = document.getElementsByTagName("text");
        return java.util.stream.IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent())
                .toList();
    }

    @Test
    void titleAxesAndNamesAreWritten() throws Exception {
        Plot plot = new Plot("answers < limits & more", "connections");
        plot.add("tuliptree", List.of(new Plot.Point(1, 100), new Plot.Point(64, 1_990)));
        plot.add("netty-nio", List.of(new Plot.Point(1, 90), new Plot.Point(64, 1_000)));
        assertThat(texts(parse(plot)))
                .contains("answers < limits & more", "connections", "1", "64", "0", "2,000", "tuliptree", "netty-nio");
    }

    @Test
    void thereMayBeNothingToShow() throws Exception {
        assertThat(texts(parse(new Plot("nothing", "connections")))).contains("nothing");
    }

    @Test
    void everythingMayBeZero() throws Exception {
        Plot plot = new Plot("zero", "connections");
        plot.add("tuliptree", List.of(new Plot.Point(1, 0)));
        assertThat(plot.svg()).doesNotContain("NaN").doesNotContain("Infinity");
        assertThat(texts(parse(plot))).contains("tuliptree");
    }
}
