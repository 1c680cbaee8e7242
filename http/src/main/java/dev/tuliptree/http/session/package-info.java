/**
 * What an application remembers of its visitors between requests: {@link dev.tuliptree.http.session.Sessions} is the
 * middleware, {@link dev.tuliptree.http.session.Session} what handlers see, and
 * {@link dev.tuliptree.http.session.CookieSeal} makes cookies that clients cannot change, or not even read.
 */
@NullMarked
package dev.tuliptree.http.session;

import org.jspecify.annotations.NullMarked;
