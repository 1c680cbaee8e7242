/**
 * Tests of web pages in a real browser: {@link dev.tuliptree.browser.Chromium} opens what
 * {@link dev.tuliptree.browser.ServedInBackground} serves. Both block, and so are for other threads than the loop's.
 */
@NullMarked
package dev.tuliptree.browser;

import org.jspecify.annotations.NullMarked;
