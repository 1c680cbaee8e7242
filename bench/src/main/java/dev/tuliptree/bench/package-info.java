/**
 * Measures the library, beside others and for itself. Everything is started by the script {@code bench/run}, which
 * builds what has changed first:
 *
 * <pre>
 *   bench/run compare                   everything beside others, as ./tuliptree bench; see Bench
 *   bench/run compare --list            what there is to compare, and who takes part
 *   bench/run compare http json --rounds 5 --json FILE
 *   bench/run compare http json --keep  the same, kept in bench/results
 *   bench/run compare --report          BENCHMARKS.md and its pictures, from all that is kept
 *   bench/run soak                      a million tasks on each carrier; see Soak
 *   bench/run soak-server               the web server under good, bad and slow clients; see ServerSoak
 *   bench/run stress -m quick           the inbox under jcstress; see the module stress
 *   bench/run jmh Tasks -prof gc        single operations under JMH
 *   bench/run micro switch              one group of programs
 *   bench/run micro sleepers 1000000    tasks asleep, so many
 * </pre>
 *
 * <p>The others are programs of this module, in {@code others}. {@code --peers} names a folder with more of them,
 * built, and files that say how each is started. What is not there is left out, and said to be. For CPython's loops,
 * install Debian's packages {@code python3-uvloop} and {@code python3-trio}. A comparison takes some minutes a round;
 * nothing else should run on the machine meanwhile, and {@code Bench} says if something did.
 */
@NullMarked
package dev.tuliptree.bench;

import org.jspecify.annotations.NullMarked;
