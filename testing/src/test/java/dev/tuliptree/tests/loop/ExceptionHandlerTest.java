package dev.tuliptree.tests.loop;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.tests.inspect.Log;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The exception handler is told of failures that have no caller to be thrown to. */
class ExceptionHandlerTest {
    private final List<String> told = new ArrayList<>();
    private final BiConsumer<String, Throwable> noting = (what, failure) -> told.add(what + ": " + failure);

    private static void failInACallback() {
        loop().callSoon(() -> {
            throw new IllegalStateException("broken");
        });
        settle();
    }

    @LoopTest
    void itIsTheOneThatWasSet() {
        assertThat(loop().exceptionHandler()).isNull();
        loop().setExceptionHandler(noting);
        assertThat(loop().exceptionHandler()).isSameAs(noting);
        failInACallback();
        assertThat(told).hasSize(1);
    }

    @LoopTest
    void programsMayTellItOfFailuresOfTheirOwn() {
        loop().setExceptionHandler(noting);
        loop().callExceptionHandler("a transport broke", new IOException("wire"));
        loop().callSoon(() -> loop().callExceptionHandler("another", new IOException("wire")));
        settle();
        assertThat(told)
                .containsExactly("a transport broke: java.io.IOException: wire", "another: java.io.IOException: wire");
    }

    @LoopTest
    void withoutOneFailuresAreLogged() {
        try (Log log = new Log()) {
            failInACallback();
            loop().setExceptionHandler(noting);
            loop().setExceptionHandler(null);
            failInACallback();
            assertThat(log.messages()).hasSize(2).allMatch(message -> message.contains("failed"));
        }
        assertThat(told).isEmpty();
    }

    @LoopTest
    void oneMayDoWhatTheDefaultDoesBesides() {
        loop().setExceptionHandler((what, failure) -> {
            noting.accept(what, failure);
            loop().defaultExceptionHandler(what, failure);
        });
        try (Log log = new Log()) {
            failInACallback();
            assertThat(log.messages()).hasSize(1);
        }
        assertThat(told).hasSize(1);
    }

    @LoopTest
    void oneThatThrowsWhatItWasToldOfIsLoggedOnce() {
        IOException failure = new IOException("wire");
        loop().setExceptionHandler((what, thrown) -> {
            throw new IllegalStateException("cannot handle", thrown);
        });
        try (Log log = new Log()) {
            loop().callExceptionHandler("a transport broke", failure);
            assertThat(log.messages()).hasSize(1).allMatch(message -> message.contains("handler failed"));
        }
    }
}
