package dev.tuliptree.live;

/** What the server may tell our script: every route that it sends and that begins with {@code live.}. */
enum Command {
    SET_TEXT("setText"),
    SET_HTML("setHtml"),
    APPEND_TEXT("appendText"),
    APPEND_HTML("appendHtml"),
    SET_VALUE("setValue"),
    SHOW("show"),
    HIDE("hide"),
    FOCUS("focus"),
    CALL("call"),
    LOG("log"),
    /** To the page's console: something went wrong at the server. */
    ERROR("error"),
    /** By what the page may have its state back when it comes back. */
    SESSION("session"),
    /** A DOM event that is wanted from now on. */
    LISTEN("listen"),
    /** A DOM event that is not wanted any more. */
    IGNORE("ignore"),
    /** A file that is to be sent now. */
    UPLOAD("upload"),
    /** A file whose rest is not wanted. */
    CANCEL_UPLOAD("cancelUpload");

    private final String route;

    Command(String name) {
        this.route = Route.RESERVED_PREFIX + name;
    }

    String route() {
        return route;
    }
}
