/**
 * Has the Autobahn test suite judge the WebSockets of server and client. The script {@code autobahn/run} fetches the
 * suite, which is a program for Python 2, and starts {@link dev.tuliptree.autobahn.Autobahn}, which runs it under
 * Jython.
 */
@NullMarked
package dev.tuliptree.autobahn;

import org.jspecify.annotations.NullMarked;
