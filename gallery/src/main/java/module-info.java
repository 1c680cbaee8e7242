/** The demo site. */
module dev.tuliptree.gallery {
    requires static org.jspecify;
    requires dev.tuliptree.live;

    exports dev.tuliptree.gallery;
}
