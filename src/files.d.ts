/** `#files/FOLDER`: the texts of all files below `src/FOLDER`, by path (`/etc/passwd`). See `kernel/spec/start/text-modules.mjs`. */
declare const files: Readonly<Record<string, string>>;
export default files;
