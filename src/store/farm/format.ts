/** What the reader, the writer and the schema of a farm file agree on. */

/** The format that this build reads and writes; a higher number in a file means a newer farm. */
export const formatVersion = 1;

/** The keys that are the user's own in every object of a farm file, and kept as they are. */
export const customKey = /^(\$comment$|x-)/;
