/** `#text/PATH`: the text of the file `src/PATH`. See `kernel/spec/start/text-modules.mjs`. */
declare const text: string;
export default text;
