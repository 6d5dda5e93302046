/** Extended attributes, as far as something depends on them. */

type Attributes = Readonly<Record<string, string>>;

/** What setcap(8) gives a program. The only attribute that Docker puts into layers and exports. */
const CAPABILITY = "security.capability";

export function capabilityOf({ xattrs }: { readonly xattrs?: Attributes | undefined }): string | undefined {
  return xattrs?.[CAPABILITY];
}

/** moby's `ReadSecurityXattrToTarHeader`: what of a file's attributes is written to an archive. */
export function archivedAttributes(of: { readonly xattrs?: Attributes | undefined }): {
  readonly xattrs?: Attributes;
} {
  const capability = capabilityOf(of);
  return capability === undefined ? {} : { xattrs: { [CAPABILITY]: capability } };
}

/** A file that is written to or given to another owner loses it, whoever does so (Linux, `security_inode_killpriv`). */
export function dropCapability(node: { xattrs?: Attributes }): void {
  if (capabilityOf(node) === undefined) return;
  const { [CAPABILITY]: _, ...others } = node.xattrs ?? {};
  if (Object.keys(others).length === 0) delete node.xattrs;
  else node.xattrs = others;
}
