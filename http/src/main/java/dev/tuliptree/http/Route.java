package dev.tuliptree.http;

/**
 * A route of an application.
 *
 * @param method the method it is for
 * @param pattern the paths it is for, as given to {@link Application#route}
 */
public record Route(String method, String pattern) {}
