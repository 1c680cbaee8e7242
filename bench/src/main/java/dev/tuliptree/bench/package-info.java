/**
 * Measures the library, beside others and for itself. Everything is started by the script {@code bench/run}, which
 * builds what has changed first:
 *
 * <pre>
 *   bench/run compare --peers DIR --rounds 5 --json FILE    the whole programs, beside other runtimes; see Compare
 *   bench/run soak                                          a million tasks on each carrier; see Soak
 *   bench/run stress -m quick                               the inbox under jcstress; see the module stress
 *   bench/run jmh Tasks -prof gc                            single operations under JMH
 *   bench/run micro switch                                  one group of programs
 * </pre>
 *
 * <p>The folder of {@code --peers} holds programs of other runtimes, built, and a file {@code micros.tsv} that says how
 * each is started. What is not there is left out, and said to be. For CPython's loops, install Debian's packages
 * {@code python3-uvloop} and {@code python3-trio}. A comparison takes some minutes a round; nothing else should run on
 * the machine meanwhile, and {@code Compare} says if something did.
 */
@NullMarked
package dev.tuliptree.bench;

import org.jspecify.annotations.NullMarked;
