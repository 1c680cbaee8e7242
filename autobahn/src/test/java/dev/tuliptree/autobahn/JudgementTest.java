package dev.tuliptree.autobahn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever is not a pass is complained of, unless it is tolerated as just that. */
class JudgementTest {
    private static final Verdict OK = new Verdict("OK", "OK");
    private static final Verdict LAX = new Verdict("NON-STRICT", "OK");
    private static final Verdict REPORT = new Verdict("INFORMATIONAL", "INFORMATIONAL");

    @Test
    void allCasesMayPass() {
        Judgement judgement = Judgement.of(Map.of("1.1", OK, "1.2", OK, "7.1.6", REPORT), Map.of(), 3);
        assertThat(judgement.complaints()).isEmpty();
        assertThat(judgement.counts()).isEqualTo("3 passed");
    }

    @Test
    void aMissingCaseIsNoPass() {
        assertThat(Judgement.of(Map.of("1.1", OK), Map.of(), 2).complaints())
                .containsExactly("1 cases were reported, and not 2");
    }

    @Test
    void everythingButOkIsComplainedOf() {
        Map<Verdict, String> words = Map.of(
                new Verdict("FAILED", "OK"),
                "FAILED",
                LAX,
                "NON-STRICT",
                REPORT,
                "INFORMATIONAL",
                new Verdict("OK", "WRONG CODE"),
                "CLOSE WRONG CODE",
                new Verdict("OK", "INFORMATIONAL"),
                "CLOSE INFORMATIONAL");
        words.forEach((verdict, word) -> assertThat(
                        Judgement.of(Map.of("1.1", verdict), Map.of(), 1).complaints())
                .containsExactly("case 1.1 is " + word));
    }

    @Test
    void whatIsToleratedMustBeJustThat() {
        Map<String, String> tolerance = Map.of("6.4.1", "NON-STRICT");
        Judgement tolerated = Judgement.of(Map.of("1.1", OK, "6.4.1", LAX), tolerance, 2);
        assertThat(tolerated.complaints()).isEmpty();
        assertThat(tolerated.counts()).isEqualTo("1 passed, 1 tolerated");
        assertThat(Judgement.of(Map.of("6.4.1", new Verdict("FAILED", "OK")), tolerance, 1)
                        .complaints())
                .contains("case 6.4.1 is FAILED");
        assertThat(Judgement.of(Map.of("6.4.1", OK), tolerance, 1).complaints())
                .containsExactly(
                        "case 6.4.1 is tolerated as NON-STRICT, which it is not: take it out of tolerated.txt");
    }
}
