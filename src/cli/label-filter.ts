import { splitAssignment } from "../posix/environment.js";

/** Whether labels have `name`, or `name=value`, as filters ask for them. */
export function hasLabel(labels: Readonly<Record<string, string>>, asked: string): boolean {
  const [name, wanted] = splitAssignment(asked);
  return Object.hasOwn(labels, name) && (wanted === undefined || labels[name] === wanted);
}
