import { expect, test } from "vitest";
import { refusalDocument, refusalError } from "../../src/engine/embedded/processes/refusal.js";
import {
  ContainerBusyError,
  ContainerNotRunningError,
  ExecStartError,
  UnknownGroupError,
  UnknownUserError,
} from "../../src/errors/containers.js";
import { DaemonError } from "../../src/errors/engine.js";

test.each([
  new ExecStartError("nosuch", 'exec: "nosuch": executable file not found in $PATH'),
  new UnknownUserError("nobody2"),
  new UnknownGroupError("nogroup2"),
])("a refusal comes out of another process as it went in: $name", (error) => {
  const sent = JSON.stringify(refusalDocument(error));
  const received = refusalError(JSON.parse(sent));
  expect(received).toEqual(error);
  expect(received.constructor).toBe(error.constructor);
});

test.each([new ContainerNotRunningError("box"), new ContainerBusyError("box", "process 1", "wait for it")])(
  "one without a class of its own keeps code, status, text and data: $name",
  (error) => {
    const { code, httpStatus, message, data } = error;
    const received = refusalError(JSON.parse(JSON.stringify(refusalDocument(error))));
    expect(received).toBeInstanceOf(DaemonError);
    expect(received).toMatchObject({ code, httpStatus, message, data });
  },
);
