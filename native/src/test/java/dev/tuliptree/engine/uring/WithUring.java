package dev.tuliptree.engine.uring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** For tests that need io_uring, which many policies forbid: those of containers do so by default. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(value = "dev.tuliptree.engine.uring.UringIfAllowed#isAllowed", disabledReason = "there is no io_uring here")
@interface WithUring {}
