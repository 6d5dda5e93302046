/**
 * The root of every error this project throws on purpose.
 *
 * `code` is stable and safe to test for; `data` holds the values the message was made from, so that a
 * caller never has to parse the text; `message` is Docker's own wording where Docker has one, and always
 * says what happened in words a learner can act on.
 */
export abstract class LayerlabError<
  Code extends string = string,
  Data extends object = object,
> extends Error {
  readonly code: Code;
  readonly data: Readonly<Data>;

  constructor(code: Code, message: string, data: Data, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
    this.data = Object.freeze({ ...data });
  }
}
