import { LinkError, NoSuchContainerError } from "../../../errors/containers.js";
import { base } from "../../../posix/path.js";
import type { Container } from "../container/container.js";

/** A link of `--link`, as its container keeps it: `/db:/web/data`. */
interface Link {
  readonly target: string;
  readonly owner: string;
  readonly alias: string;
}

function linkOf(text: string): Link {
  const [target = "", path = ""] = text.split(":");
  const alias = base(path);
  return { target: target.slice(1), owner: path.slice(1, -alias.length - 1), alias };
}

function textOf({ target, owner, alias }: Link): string {
  return `/${target}:/${owner}/${alias}`;
}

function linksOf({ facts }: Container): readonly Link[] {
  return (facts.hostConfig.Links ?? []).map(linkOf);
}

/** `web/data` of each link that leads to a container, which has it as one more name. */
export function linkNames({ facts }: Container, all: readonly Container[]): readonly string[] {
  return all
    .flatMap(linksOf)
    .filter(({ target }) => target === facts.name)
    .map(({ owner, alias }) => `${owner}/${alias}`)
    .sort();
}

/** The container that `web/data` leads to. */
export function linkedBy(name: string, all: readonly Container[]): Container | undefined {
  const link = all.flatMap(linksOf).find(({ owner, alias }) => `${owner}/${alias}` === name);
  return link && all.find(({ facts }) => facts.name === link.target);
}

/**
 * `docker rm --link web/data`: `web` does not know it as `data` any more.
 *
 * @throws {NoSuchContainerError} {@link LinkError}
 */
export function removeLink(path: string, all: readonly Container[]): void {
  const name = path.replace(/^\//, "");
  if (linkedBy(name, all) === undefined) {
    if (all.some(({ id, facts }) => facts.name === name || id.startsWith(name)))
      throw new LinkError("Conflict, cannot remove the default link name of the container");
    throw new NoSuchContainerError(path);
  }
  for (const container of all)
    keep(
      container,
      linksOf(container).filter(({ owner, alias }) => `${owner}/${alias}` !== name),
    );
}

/** A container's links, and those to it, know its new name. */
export function renameLinks(before: string, after: string, all: readonly Container[]): void {
  const renamed = (name: string): string => (name === before ? after : name);
  for (const container of all)
    keep(
      container,
      linksOf(container).map((link) => ({
        ...link,
        target: renamed(link.target),
        owner: renamed(link.owner),
      })),
    );
}

function keep(container: Container, links: readonly Link[]): void {
  const { hostConfig } = container.facts;
  const Links = links.map(textOf);
  if (Links.join() === (hostConfig.Links ?? []).join()) return;
  container.reconfigure({ hostConfig: { ...hostConfig, Links } });
}
