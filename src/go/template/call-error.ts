/** What a function could not do, in Go's words; the evaluator adds where. */
export class CallError extends Error {}
