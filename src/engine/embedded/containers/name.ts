/** What a container may be called. */
export const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;
