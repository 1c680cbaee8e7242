/** The demo site. */
module dev.tuliptree.gallery {
    requires static org.jspecify;
    requires com.h2database;
    requires dev.tuliptree.live;
    requires java.sql;
    requires org.commonmark;
    requires org.commonmark.ext.gfm.tables;

    exports dev.tuliptree.gallery;
}
