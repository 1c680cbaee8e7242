/**
 * Static files, from a folder or from the class path: {@code FolderFiles} and {@code ResourceFiles}. Which path a
 * request may name at all is decided in one place, {@code FilePath}, before anything looks at a file.
 */
@NullMarked
package dev.tuliptree.http.files;

import org.jspecify.annotations.NullMarked;
